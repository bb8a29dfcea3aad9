import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { aFolder } from './site.ts'

// The headers of both files of Get Information about Schools, Department for Education: public sector
// information licensed under the Open Government Licence v3.0.
export const SHORT = `
URN; LA (code); LA (name); EstablishmentNumber; EstablishmentName; TypeOfEstablishment (name);
EstablishmentStatus (name); ReasonEstablishmentOpened (name); OpenDate; PhaseOfEducation (name);
StatutoryLowAge; StatutoryHighAge; Boarders (name); OfficialSixthForm (name); Gender (name);
ReligiousCharacter (name); AdmissionsPolicy (name); UKPRN; Street; Locality; Address3; Town;
County (name); Postcode; SchoolWebsite; TelephoneNum; HeadTitle (name); HeadFirstName;
HeadLastName; HeadPreferredJobTitle; GOR (name); ParliamentaryConstituency (code);
ParliamentaryConstituency (name)`
  .trim()
  .split(/;\s*/)

export const FULL = `
URN; LA (code); LA (name); EstablishmentNumber; EstablishmentName; TypeOfEstablishment (code);
TypeOfEstablishment (name); EstablishmentTypeGroup (code); EstablishmentTypeGroup (name);
EstablishmentStatus (code); EstablishmentStatus (name); ReasonEstablishmentOpened (code);
ReasonEstablishmentOpened (name); OpenDate; ReasonEstablishmentClosed (code);
ReasonEstablishmentClosed (name); CloseDate; PhaseOfEducation (code); PhaseOfEducation (name);
StatutoryLowAge; StatutoryHighAge; Boarders (code); Boarders (name); NurseryProvision (name);
OfficialSixthForm (code); OfficialSixthForm (name); Gender (code); Gender (name);
ReligiousCharacter (code); ReligiousCharacter (name); ReligiousEthos (name); Diocese (code);
Diocese (name); AdmissionsPolicy (code); AdmissionsPolicy (name); SchoolCapacity;
SpecialClasses (code); SpecialClasses (name); CensusDate; NumberOfPupils; NumberOfBoys;
NumberOfGirls; PercentageFSM; TrustSchoolFlag (code); TrustSchoolFlag (name); Trusts (code);
Trusts (name); SchoolSponsorFlag (name); SchoolSponsors (name); FederationFlag (name);
Federations (code); Federations (name); UKPRN; FEHEIdentifier; FurtherEducationType (name);
OfstedLastInsp; OfstedSpecialMeasures (code); OfstedSpecialMeasures (name); LastChangedDate;
Street; Locality; Address3; Town; County (name); Postcode; SchoolWebsite; TelephoneNum;
HeadTitle (name); HeadFirstName; HeadLastName; HeadPreferredJobTitle; InspectorateName (name);
InspectorateReport; DateOfLastInspectionVisit; NextInspectionVisit; TeenMoth (name);
TeenMothPlaces; CCF (name); SENPRU (name); EBD (name); PlacesPRU; FTProv (name);
EdByOther (name); Section41Approved (name); SEN1 (name); SEN2 (name); SEN3 (name); SEN4 (name);
SEN5 (name); SEN6 (name); SEN7 (name); SEN8 (name); SEN9 (name); SEN10 (name); SEN11 (name);
SEN12 (name); SEN13 (name); TypeOfResourcedProvision (name); ResourcedProvisionOnRoll;
ResourcedProvisionCapacity; SenUnitOnRoll; SenUnitCapacity; GOR (code); GOR (name);
DistrictAdministrative (code); DistrictAdministrative (name); AdministrativeWard (code);
AdministrativeWard (name); ParliamentaryConstituency (code); ParliamentaryConstituency (name);
UrbanRural (code); UrbanRural (name); GSSLACode (name); Easting; Northing;
CensusAreaStatisticWard (name); MSOA (name); LSOA (name); Inspectorate (name); SENStat;
SENNoStat; BoardingEstablishment (name); PropsName; PreviousLA (code); PreviousLA (name);
PreviousEstablishmentNumber; OfstedRating (name); RSCRegion (name); Country (name); UPRN;
SiteName; MSOA (code); LSOA (code)`
  .trim()
  .split(/;\s*/)

type Cells = Record<string, string>

/** A made-up school as the register would list it; a test names only what it is about. */
export function aListed(cells: Cells = {}): Cells {
  return {
    URN: '100001',
    'LA (name)': 'Quillshire',
    EstablishmentName: 'Brambleholt Primary School',
    'TypeOfEstablishment (name)': 'Community school',
    'EstablishmentStatus (name)': 'Open',
    'PhaseOfEducation (name)': 'Primary',
    'GOR (name)': 'East Midlands',
    Town: 'Brambleholt',
    Postcode: 'ZZ1 1ZZ',
    SchoolWebsite: 'www.brambleholt.example',
    HeadFirstName: 'Ada',
    HeadLastName: 'Quillfeather',
    ...cells,
  }
}

/** So many schools, numbered from 100001. */
export function manyListed(many: number, cells: Cells = {}): Cells[] {
  return Array.from({ length: many }, (_, i) => {
    const URN = String(100_001 + i)
    return aListed({ URN, SchoolWebsite: `www.school-${URN}.example`, ...cells })
  })
}

/** The schools as a file of the register. */
export function csv(schools: Cells[], columns = SHORT): string {
  const line = (cells: string[]) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')
  const rows = schools.map((cells) => columns.map((column) => cells[column] ?? ''))
  return [columns, ...rows].map((cells) => `${line(cells)}\r\n`).join('')
}

/** Makes files in a folder of their own. */
export async function aFolderOfLists() {
  const folder = await aFolder()
  const put = async (name: string, bytes: string | Uint8Array) => {
    await writeFile(join(folder.path, name), bytes)
    return join(folder.path, name)
  }
  return { ...folder, put }
}
