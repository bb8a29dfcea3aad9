// Contains public sector information licensed under the Open Government Licence v3.0.
// https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/
// From Get Information about Schools, Department for Education, as of 17 July 2025. Of each school:
// number, name, town, postcode, authority, phase, type, and the domain of its website. Nobody is named.

export const ENGLISH_AUTHORITIES = `
Barking and Dagenham | london
Barnsley | yorkshire-and-the-humber
Bath and North East Somerset | south-west
Bedford | east-of-england
Birmingham | west-midlands
Bradford | yorkshire-and-the-humber
Bristol | south-west
Bromley | london
Buckinghamshire | south-east
Calderdale | yorkshire-and-the-humber
Camden | london
Central Bedfordshire | east-of-england
Cheshire East | north-west
Cheshire West and Chester | north-west
City of London | london
Cornwall | south-west
County Durham | north-east
Coventry | west-midlands
Cumberland | north-west
Derby | east-midlands
Derbyshire | east-midlands
Devon | south-west
Doncaster | yorkshire-and-the-humber
Dorset | south-west
Dudley | west-midlands
Ealing | london
Essex | east-of-england
Gateshead | north-east
Gloucestershire | south-west
Greenwich | london
Hackney | london
Hammersmith and Fulham | london
Hampshire | south-east
Herefordshire | west-midlands
Hertfordshire | east-of-england
Islington | london
Kensington and Chelsea | london
Kent | south-east
Kingston upon Hull | yorkshire-and-the-humber
Kirklees | yorkshire-and-the-humber
Knowsley | north-west
Lancashire | north-west
Leeds | yorkshire-and-the-humber
Leicester | east-midlands
Leicestershire | east-midlands
Lincolnshire | east-midlands
Liverpool | north-west
Luton | east-of-england
Manchester | north-west
Middlesbrough | north-east
Newcastle upon Tyne | north-east
Newham | london
Norfolk | east-of-england
North Lincolnshire | yorkshire-and-the-humber
North Northamptonshire | east-midlands
North Tyneside | north-east
Northumberland | north-east
Nottingham | east-midlands
Nottinghamshire | east-midlands
Peterborough | east-of-england
Plymouth | south-west
Reading | south-east
Redcar and Cleveland | north-east
Rochdale | north-west
Rotherham | yorkshire-and-the-humber
Rutland | east-midlands
Sheffield | yorkshire-and-the-humber
Slough | south-east
Solihull | west-midlands
Somerset | south-west
South Gloucestershire | south-west
Southwark | london
St. Helens | north-west
Staffordshire | west-midlands
Stockton-on-Tees | north-east
Suffolk | east-of-england
Sunderland | north-east
Surrey | south-east
Swindon | south-west
Telford and Wrekin | west-midlands
Thurrock | east-of-england
Wakefield | yorkshire-and-the-humber
Walsall | west-midlands
Waltham Forest | london
Wandsworth | london
Warrington | north-west
Warwickshire | west-midlands
West Berkshire | south-east
West Northamptonshire | east-midlands
West Sussex | south-east
Westmorland and Furness | north-west
Wiltshire | south-west
Windsor and Maidenhead | south-east
Wirral | north-west
Wokingham | south-east
Worcestershire | west-midlands
`

export const ENGLISH_SCHOOLS = `
100000 | The Aldgate School | London | EC3A 5DE | city-of-london | primary | maintained | thealdgateschool.org
100005 | Thomas Coram Centre | London | WC1N 2NY | camden | nursery | nursery | thomascoram.camden.sch.uk
100006 | Heath School | London | NW3 2NY | camden | no-phase | alternative | h3federation.org.uk
100008 | Argyle Primary School | London | WC1H 9EG | camden | primary | maintained | argyle.camden.sch.uk
100032 | Holy Trinity CofE Primary School, NW3 | London | NW3 5SQ | camden | primary | maintained | holytrinitynw3.co.uk
100049 | Haverstock School | London | NW3 2BQ | camden | secondary | maintained | haverstock.camden.sch.uk
100060 | Children's Hospital School at Gt Ormond Street and UCH | London | WC1N 3JH | camden | no-phase | special | goshschool.org
100096 | Swiss Cottage School - Development & Research Centre | London | NW8 6HX | camden | no-phase | special | swisscottage.camden.sch.uk
100169 | St Joseph's Catholic Primary School | London | SE10 9AN | greenwich | primary | maintained | stjosephs.greenwich.sch.uk
100171 | Saint Mary Magdalene Church of England All Through School | London | SE18 5PW | greenwich | all-through | maintained | koinoniafederation.com
100173 | St Patrick's Catholic Primary School | London | SE18 7QG | greenwich | primary | maintained | (shared)
100267 | St Matthias Church of England Primary School | London | N16 8DD | hackney | primary | maintained | (no-website)
100494 | Saint Francis of Assisi Catholic Primary School | London | W11 4BJ | kensington-and-chelsea | primary | maintained | stfrancisofassisi.org.uk
100857 | The St Thomas the Apostle College | London | SE15 2EB | southwark | secondary | maintained | stac.uk.com
101031 | Ronald Ross Primary School |  | SW19 6RY | wandsworth | primary | maintained | ronaldross.org.uk
101493 | Foundry College | Wokingham | RG40 1PX | wokingham | no-phase | alternative | foundry.wokingham.sch.uk
101494 | Peel Park Primary School and Nursery | Bradford | BD2 4PR | bradford | primary | maintained | (shared)
101924 | St Joseph's Catholic Primary School | London | W7 3HU | ealing | primary | maintained | stjosephshanwell.org.uk
103120 | Bordesley Green East Nursery School | Birmingham | B33 8QB | birmingham | nursery | nursery | bgens.bham.sch.uk
103123 | Perry Beeches Nursery School | Birmingham | B42 2PX | birmingham | nursery | nursery | (shared)
103146 | City of Birmingham School | Birmingham | B11 4LX | birmingham | no-phase | alternative | cityofbirminghamschool.com
103157 | Shaw Hill Primary School | Birmingham | B8 3AN | birmingham | primary | maintained | shawhill.bham.sch.uk
103341 | Boldmere Junior School | Sutton Coldfield | B73 5SD | birmingham | primary | maintained | boldmere.bham.sch.uk
103342 | Boldmere Infant School and Nursery | Sutton Coldfield | B73 5SD | birmingham | primary | maintained | boldmere.bham.sch.uk
103483 | Hodge Hill Girls' School | Birmingham | B36 8EY | birmingham | secondary | maintained | hodgehgs.bham.sch.uk
103598 | Prenton Primary School | Prenton | CH43 0RQ | wirral | primary | maintained | prentonprimary.co.uk
103600 | Hamilton School | Birmingham | B21 8AH | birmingham | no-phase | special | hamilton.bham.sch.uk
104418 | Meadow Park School | Knowsley | L28 1RX | knowsley | no-phase | alternative | meadowparkknowsley.co.uk
104495 | Bluebell Park School | Liverpool | L32 3XP | knowsley | no-phase | special | bluebellparkknowsley.co.uk
104503 | Chatham Place Nursery School | Liverpool | L7 6HD | liverpool | nursery | nursery | (no-website)
104688 | Holly Lodge Girls' College | Liverpool | L12 7LE | liverpool | secondary | maintained | hollylodge.liverpool.sch.uk
104757 | Pace | St Helens | WA9 2LH | st-helens | no-phase | alternative | alternativeprovision.st-helens.sch.uk
105135 | St Paul's Academy | London | SE2 9PX | greenwich | secondary | academy | stpaulsacademy.org.uk
105765 | Castleton Primary School | Rochdale | OL11 2QD | rochdale | primary | maintained | (shared)
106653 | Penistone Grammar School | Sheffield | S36 7BX | barnsley | secondary | maintained | penistone-gs.uk
106666 | The Levett School | Doncaster | DN5 7SB | doncaster | no-phase | alternative | levett.doncaster.sch.uk
106826 | Arnold Nursery School and Children's Centre | Rotherham | S65 2LY | rotherham | nursery | nursery | thearnoldcentre.co.uk
107169 | Bents Green School | Sheffield | S11 7TB | sheffield | no-phase | special | bentsgreenschool.co.uk
107809 | Guiseley Primary School | Leeds | LS20 9DA | leeds | primary | maintained | guiseleyprimary.org
107846 | West End Primary School | Leeds | LS18 5JP | leeds | primary | maintained | westendprimaryschool.org.uk
107873 | Ninelands Primary School | Leeds | LS25 1NT | leeds | primary | maintained | ninelands-school.co.uk
107896 | Ireland Wood Primary School | Leeds | LS16 6BW | leeds | primary | maintained | irelandwood.leeds.sch.uk
107924 | Grimes Dyke Primary School | Leeds | LS14 5BY | leeds | primary | maintained | grimesdyke.leeds.sch.uk
107950 | Hunslet Carr Primary School | Leeds | LS10 2DN | leeds | primary | maintained | hunsletcarr.co.uk
107973 | Lawns Park Primary School | Leeds | LS12 5EX | leeds | primary | maintained | lawnspark.org.uk
108003 | Bramley St Peter's Church of England Primary School | Leeds | LS13 3NE | leeds | primary | maintained | bsp.leeds.sch.uk
108030 | Our Lady of Good Counsel Catholic Primary School | Leeds | LS14 1EP | leeds | primary | maintained | ourladys.org
108055 | Lawnswood School | Leeds | LS16 5AG | leeds | secondary | maintained | lawnswoodschool.co.uk
108059 | Carr Manor Community School | Leeds | LS17 5DJ | leeds | all-through | maintained | carrmanor.org.uk
108083 | Benton Park School | Leeds | LS19 6LX | leeds | secondary | maintained | bentonpark.org.uk
108320 | Bensham Grove Nursery School | Gateshead | NE8 2XD | gateshead | nursery | nursery | benshamgrovenurseryschool.org
108321 | Carr Hill Community Primary School | Gateshead | NE9 5NB | gateshead | primary | maintained | carrhillprimary.org
108410 | Kingsmeadow Community School | Gateshead | NE11 9NX | gateshead | secondary | maintained | kingsmeadow.org.uk
108426 | Furrowfield School | Gateshead | NE10 9RZ | gateshead | no-phase | special | furrowfieldschool.uk
108519 | Gosforth Central Middle School | Newcastle-upon-Tyne | NE3 1UN | newcastle-upon-tyne | middle-deemed-secondary | maintained | gosforthcent.newcastle.sch.uk
108565 | Moorbridge | Newcastle-upon-Tyne | NE27 0HJ | north-tyneside | no-phase | alternative | maeps.org.uk
108607 | New York Primary School | North Shields | NE29 8DP | north-tyneside | primary | maintained | (shared)
108893 | St Philips Marsh Nursery School and Barton Hill Childrens Centre/Cashmore Early Years Centre | Bristol | BS2 0SU | bristol | nursery | nursery | stphilipsmarshnursery.co.uk
108910 | Brunel Field Primary School | Bristol | BS7 9JT | bristol | primary | maintained | brunelfieldschool.org.uk
109319 | Brimsham Green School | Bristol | BS37 7LB | south-gloucestershire | secondary | maintained | brimsham.com
109327 | St Mary Redcliffe and Temple School | Bristol | BS1 6RT | bristol | secondary | maintained | smrt.bristol.sch.uk
109385 | Elmfield School for Deaf Children | Bristol | BS7 0PU | bristol | no-phase | special | elmfield.bristol.sch.uk
109413 | Cherry Trees Nursery School | Bedford | MK42 9LS | bedford | nursery | nursery | cherrytreesnurseryschool.co.uk
109428 | Aspley Guise Village School | Aspley Guise | MK17 8JT | central-bedfordshire | primary | maintained | aspleyguise.school
109635 | St Joseph's Catholic Primary School | Luton | LU3 2NS | luton | primary | maintained | stjosephsprimaryluton.co.uk
109669 | Sandy Secondary School | Sandy | SG19 1BL | central-bedfordshire | secondary | maintained | sandysecondaryschool.com
109689 | Leighton Middle School | Leighton Buzzard | LU7 1EX | central-bedfordshire | middle-deemed-secondary | maintained | leightonmiddle.org.uk
109739 | Ivel Valley School & College | Biggleswade | SG18 0NL | central-bedfordshire | no-phase | special | ivelvalley.beds.sch.uk
109748 | Blagdon Nursery School | Reading | RG2 7NT | reading | nursery | nursery | reysfederation.org
109776 | Alfred Sutton Primary School | Reading | RG6 1JR | reading | primary | maintained | alfredsuttonprimary.co.uk
110048 | The Willink School | Reading | RG7 3XJ | west-berkshire | secondary | maintained | willinkschool.org.uk
110086 | St Edward's Royal Free Ecumenical Middle School, Windsor | Windsor | SL4 5EN | windsor-and-maidenhead | middle-deemed-secondary | maintained | sterf.org.uk
110182 | The Castle School | Newbury | RG14 2JG | west-berkshire | no-phase | special | thecastleschoolnewbury.org.uk
111365 | Winwick CofE Primary School | Warrington | WA2 8LQ | warrington | primary | maintained | (shared)
112366 | Holy Family Catholic Primary School | Barrow-in-Furness | LA13 9LR | westmorland-and-furness | primary | maintained | (no-website)
112469 | Hadfield Nursery School | Glossop | SK13 2DW | derbyshire | nursery | nursery | hadfieldnursery.co.uk
112492 | Leys Junior School | Alfreton | DE55 7HA | derbyshire | primary | maintained | leysjuniorschool.org.uk
112913 | St Andrew's CofE Methodist (Aided) Primary School | Dronfield | S18 8ZQ | derbyshire | primary | maintained | st-andrewscofe.derbyshire.sch.uk
112932 | Chapel-en-le-Frith High School | High Peak | SK23 0TQ | derbyshire | secondary | maintained | chapelhigh.org.uk
112951 | The Bemrose School | Derby | DE22 3HU | derby | all-through | maintained | bemrose.derby.sch.uk
113031 | Brackenfield Special School | Nottingham | NG10 4DA | derbyshire | no-phase | special | brackenfield.derbyshire.sch.uk
113853 | Cranborne Middle School | Wimborne | BH21 5RP | dorset | middle-deemed-secondary | maintained | cranbornemid.dorset.sch.uk
115070 | St Peter's Church of England Voluntary Controlled Primary School, Sible Hedingham | Halstead | CO9 3NR | essex | primary | maintained | (shared)
116234 | Alderwood School | Aldershot | GU12 4RZ | hampshire | all-through | maintained | alderwood.hants.sch.uk
116668 | Clifford Primary School | Clifford | HR3 5HA | herefordshire | primary | maintained | clifford.hereford.sch.uk
116774 | Abbey Park Middle School | Pershore | WR10 1DF | worcestershire | middle-deemed-primary | maintained | abbeyparkmiddle.worcs.sch.uk
116901 | St Joseph's Catholic Primary School | Malvern | WR14 1PF | worcestershire | primary | maintained | stjoesmalvern.co.uk
116919 | Whitchurch CofE Primary School | Ross-on-Wye | HR9 6DA | herefordshire | primary | maintained | (no-website)
116957 | Aston Fields Middle School | Bromsgrove | B60 2ET | worcestershire | middle-deemed-secondary | maintained | astonfields.worcs.sch.uk
117378 | Commonswood Primary & Nursery School | Welwyn Garden City | AL7 4RU | hertfordshire | primary | maintained | commonswood.herts.sch.uk
117692 | McMillan Nursery School | Kingston-upon-Hull | HU6 8HT | kingston-upon-hull | nursery | nursery | mcmillannurseryschool.co.uk
118484 | Brookfield Infant School | Aylesford | ME20 6PY | kent | primary | maintained | (shared)
119284 | Lytham St Annes Mayfield Primary School | Lytham St Annes | FY8 2HQ | lancashire | primary | maintained | (shared)
119418 | Chatburn Church of England Primary School | Clitheroe | BB7 4AS | lancashire | primary | maintained | (shared)
119716 | Ribblesdale School | Clitheroe | BB7 1EJ | lancashire | all-through | maintained | ribblesdale.org
120628 | The Sibsey Free Primary School | Boston | PE22 0RR | lincolnshire | primary | maintained | (shared)
123377 | Lawley Primary School | Telford | TF4 2PR | telford-and-wrekin | primary | maintained | (shared)
125205 | St Joseph's Catholic Primary School | Epsom | KT18 7RT | surrey | primary | maintained | stjosephs-epsom.surrey.sch.uk
126025 | St Peter's CofE (Aided) Primary School | Horsham | RH13 8QZ | west-sussex | primary | maintained | (shared)
126171 | EOTAS Swindon | Swindon | SN2 1HL | swindon | no-phase | alternative | eotas.org.uk
129342 | Grace Academy Solihull | Birmingham | B37 5JS | solihull | secondary | academy | graceacademy.org.uk
130344 | North Herts Education Support Centre | Letchworth Garden City | SG6 3LY | hertfordshire | no-phase | alternative | northhertsesc.herts.sch.uk
130908 | Macmillan Academy | Middlesbrough | TS5 4AG | middlesbrough | secondary | academy | macmillan-academy.org.uk
130909 | Dixons City Academy | Bradford | BD5 7RR | bradford | secondary | academy | dixonsca.com
131065 | North Liverpool Academy | Liverpool | L5 0SQ | liverpool | secondary | academy | northliverpoolacademy.co.uk
131535 | Leicester Partnership School | Leicester | LE2 3PR | leicester | no-phase | alternative | lps.leicester.sch.uk
131570 | Shire Oak VC Primary School | Leeds | LS6 2DT | leeds | primary | maintained | shireoak.org
133114 | The Gateway Academy | Grays | RM16 4LU | thurrock | secondary | academy | theglc-gatewayacademy.org.uk
133545 | William Morris Sixth Form | London | W6 8RB | hammersmith-and-fulham | 16-plus | maintained | wmsf.ac.uk
134253 | Djanogly City Academy | Nottingham | NG7 6ND | nottingham | secondary | academy | djanogly.notts.sch.uk
134279 | West Heath Primary School | Birmingham | B38 8HU | birmingham | primary | maintained | (shared)
134314 | St Mary Magdalene Academy | London | N7 8PG | islington | all-through | academy | smmacademy.org
135200 | Springside | Manchester | OL16 2SU | rochdale | no-phase | special | (no-website)
135263 | Thomas Deacon Academy | Peterborough | PE1 2UW | peterborough | all-through | academy | thomasdeaconacademy.co.uk
135290 | The Marsh Academy | New Romney | TN28 8BB | kent | secondary | academy | marshacademy.org.uk
135295 | John Cabot Academy | Bristol | BS15 8BD | south-gloucestershire | secondary | academy | cabot.ac.uk
135296 | William Hulme's Grammar School | Manchester | M16 8PR | manchester | all-through | academy | whgs-academy.org
135364 | Swindon Academy | Swindon | SN2 1JR | swindon | all-through | academy | swindon-academy.org
135367 | Bradford Academy | Bradford | BD4 7QJ | bradford | all-through | academy | bradfordacademy.co.uk
135423 | Excelsior Academy | Newcastle-upon-Tyne | NE15 6AF | newcastle-upon-tyne | all-through | academy | laidlawschoolstrust.co.uk
135563 | The Priory Witham Academy | Lincoln | LN6 7DT | lincolnshire | all-through | academy | priorywitham.co.uk
135671 | Oasis Academy Brightstowe | Bristol | BS11 0EB | bristol | secondary | academy | oasisacademybrightstowe.org
135672 | The Steiner Academy Hereford | Hereford | HR2 8DL | herefordshire | all-through | academy | steineracademyhereford.org.uk
135879 | The Aylesbury Vale Academy | Aylesbury | HP18 0WS | buckinghamshire | all-through | academy | theacademy.me
135935 | Leeds West Academy | Leeds | LS13 1DQ | leeds | secondary | academy | leedswestacademy.org.uk
135961 | Outwood Grange Academy | Wakefield | WF1 2PF | wakefield | secondary | academy | outwood.com
136269 | St Buryan Primary School | Penzance | TR19 6BB | cornwall | primary | academy | stburyanacademy.com
136270 | Westlands Primary School | Sittingbourne | ME10 1XN | kent | primary | academy | westlandsprimary.org.uk
136274 | Barnby Road Academy Primary and Nursery school | Newark | NG24 1RU | nottinghamshire | primary | academy | barnbyroadprimary.com
136285 | Seaton Academy | Workington | CA14 1NP | cumberland | primary | academy | seatonacademy.co.uk
136303 | Park Hall Infant Academy | Walsall | WS5 3HF | walsall | primary | academy | parkhall-inf.walsall.sch.uk
136316 | Forest Academy | Brandon | IP27 0FP | suffolk | primary | academy | forest.suffolk.sch.uk
136326 | Green Lane Primary Academy | Leeds | LS25 2JX | leeds | primary | academy | glpa.org.uk
136348 | Gosforth Junior High Academy | Newcastle-upon-Tyne | NE3 1EE | newcastle-upon-tyne | middle-deemed-secondary | academy | juniorhighacademy.org.uk
136357 | Queen Elizabeth School |  | LA6 2HJ | westmorland-and-furness | secondary | academy | qes.org.uk
136362 | Roger Ascham Primary School | London | E17 5HU | waltham-forest | primary | academy | rapsch.co.uk
136486 | Town End Academy | Sunderland | SR5 4NX | sunderland | primary | academy | wiseacademies.co.uk
136560 | Woodland Middle School Academy | Bedford | MK45 1NP | central-bedfordshire | middle-deemed-secondary | academy | woodlandacademy.co.uk
136750 | West London Free School | London | W6 9LP | hammersmith-and-fulham | secondary | free-school | wlfs.org
136757 | Stour Valley Community School | Sudbury | CO10 8PJ | suffolk | secondary | free-school | stourvalleycommunityschool.org
136774 | Minehead Middle School | Minehead | TA24 5RH | somerset | middle-deemed-secondary | academy | mineheadmiddleschool.co.uk
136807 | St Luke's Church of England School | London | NW3 7SU | camden | primary | free-school | stlukesschool.org.uk
136821 | The Free School Norwich | Norwich | NR1 3NX | norfolk | primary | free-school | freeschoolnorwich.org.uk
136822 | Bristol Free School | Bristol | BS10 6NJ | bristol | secondary | free-school | bristolfreeschool.org.uk
136930 | Krishna Avanti Primary School | Leicester | LE5 6HN | leicester | primary | free-school | avanti.org.uk
136951 | Langley Hall Primary Academy | Langley | SL3 8GW | slough | primary | free-school | lhpa.co.uk
136961 | Christ Church Academy | Stone | ST15 8JD | staffordshire | middle-deemed-secondary | academy | christchurchacademy.co.uk
137083 | Abbey Grange Church of England Academy | Leeds | LS16 5EA | leeds | secondary | academy | abbeygrangeacademy.co.uk
137277 | Dixons Kings Academy | Bradford | BD7 2AN | bradford | secondary | free-school | dixonska.com
137320 | Rainbow Primary Leadership Academy | Bradford | BD5 0HD | bradford | primary | free-school | rainbowprimary.com
137487 | Batley Grammar School | Batley | WF17 0AD | kirklees | all-through | free-school | batleygrammar.co.uk
137488 | The Priors School | Southam | CV47 7RR | warwickshire | primary | free-school | thepriorsschool.co.uk
137491 | Sandbach School | Sandbach | CW11 3NS | cheshire-east | secondary | free-school | sandbachschool.org
137498 | Maharishi Free School | Ormskirk | L40 6JJ | lancashire | all-through | free-school | maharishischool.com
137922 | Saint Michael's Catholic High School | Watford | WD25 0SS | hertfordshire | secondary | academy | stmichaelscatholichighschool.co.uk
138196 | School 21 | Stratford | E15 4RZ | newham | all-through | free-school | school21.org.uk
138222 | Aston University Engineering Academy | Birmingham | B7 4AG | birmingham | secondary | free-school | auea.co.uk
138226 | Cobham Free School | Cobham | KT11 1TF | surrey | all-through | free-school | cobhamfreeschool.org.uk
138246 | Sirius Academy North | Hull | HU6 9BP | kingston-upon-hull | secondary | academy | siriusacademynorth.org.uk
138254 | Corby Technical School | Corby | NN17 1TD | north-northamptonshire | secondary | free-school | corbytechnicalschool.org
138257 | Cramlington Village Primary School | Cramlington | NE23 2SN | northumberland | primary | free-school | villageprimary.org
138304 | Crawshaw Academy | Pudsey | LS28 9HU | leeds | secondary | academy | crawshawacademy.org.uk
138367 | Oakbank | Reading | RG7 1ER | wokingham | secondary | free-school | anthemtrust.uk
138403 | London Academy of Excellence | London | E15 1AJ | newham | 16-plus | sixteen-plus | lae.ac.uk
138448 | Orchard School Bristol | Bristol | BS7 0XZ | bristol | secondary | academy | orchardschoolbristol.co.uk
138567 | Christ's College | Sunderland | SR4 8PG | sunderland | all-through | free-school | christscollege.org.uk
138950 | St Thomas à Becket Catholic Secondary School, A Voluntary Academy | Wakefield | WF2 6EQ | wakefield | secondary | academy | bkcat.co.uk
139077 | Co-op Academy Oakwood | Leeds | LS8 3LZ | leeds | primary | academy | coopacademies.co.uk
139089 | Lerryn CofE Primary School | Lostwithiel | PL22 0QA | cornwall | primary | academy | lerryn-cornwall.co.uk
139093 | St Winnow CofE School |  | PL22 0RA | cornwall | primary | academy | stwinnow-cornwall.co.uk
139277 | Outwood Academy Brumby | Scunthorpe | DN16 1NT | north-lincolnshire | secondary | academy | outwood.com
139366 | Cobden Primary School & Community Centre | Loughborough | LE11 1AF | leicestershire | primary | academy | bepschools.org
139377 | St Martin's Academy Chester | Chester | CH2 3NG | cheshire-west-and-chester | primary | free-school | stmartinsacademychester.co.uk
139433 | Trinity Sixth Form Academy | Halifax | HX1 1UN | calderdale | 16-plus | sixteen-plus | trinitymat.org
139604 | Marine Academy Primary | Plymouth | PL5 2AF | plymouth | primary | free-school | marineacademy.org.uk
139730 | Connell Co-Op College | Manchester | M11 3BS | manchester | 16-plus | sixteen-plus | connell.ac.uk
139798 | Kimberley 16 - 19 Stem College | Bedford | MK43 9LY | bedford | 16-plus | sixteen-plus | (no-website)
139850 | Eastfield Primary School | Hull | HU4 6BB | kingston-upon-hull | primary | academy | eastfieldprimaryschool.co.uk
139868 | North Thoresby Primary Academy | Grimsby | DN36 5PL | lincolnshire | primary | academy | (shared)
140147 | St Joseph's Catholic Primary School | Dudley | DY2 7PW | dudley | primary | academy | st-jo-dud.dudley.sch.uk
140565 | The Ruth Gorse Academy | Leeds | LS10 1HW | leeds | secondary | free-school | ruthgorse.leeds.sch.uk
140617 | Leominster Primary School | Leominster | HR6 8JU | herefordshire | primary | maintained | leominsterprimaryschool.co.uk
140621 | Salisbury Sixth Form College | Salisbury | SP1 2JJ | wiltshire | 16-plus | sixteen-plus | salisbury6c.ac.uk
140626 | The Grange Primary School | Scunthorpe | DN16 3AW | north-lincolnshire | primary | maintained | tgps.uk.com
140677 | North Star 180° | Bath | BA2 5RF | bath-and-north-east-somerset | no-phase | special | northstar-academy.co.uk
140949 | Ingleby Manor Free School & Sixth Form | Stockton-on-Tees | TS17 0FA | stockton-on-tees | secondary | free-school | inglebymanorschool.org.uk
141104 | Seva School | Coventry | CV2 2TB | coventry | all-through | free-school | sevakeducationtrust.org
141349 | St Peter's Church of England Middle School | Windsor | SL4 2QY | windsor-and-maidenhead | middle-deemed-secondary | academy | stpetersceschool.org
141457 | Saint Joseph's Catholic Primary School, A Catholic Voluntary Academy | Saltburn-by-the-Sea | TS13 4PZ | redcar-and-cleveland | primary | academy | npcat.org.uk
141491 | Landau Forte Academy Tamworth Sixth Form | Tamworth | B79 8AA | staffordshire | 16-plus | sixteen-plus | lfatsf.org.uk
141566 | St Joseph's Catholic Primary School | Bromley | BR1 3JQ | bromley | primary | academy | st-josephs.bromley.sch.uk
141965 | Harington School | Oakham | LE15 6RP | rutland | 16-plus | sixteen-plus | (no-website)
142083 | The Weald CofE Primary School | Dorking | RH5 4QW | surrey | middle-deemed-primary | academy | wealdprimaryschool.co.uk
142427 | Hill Top Primary Academy | Wakefield | WF3 1HD | leeds | primary | academy | hilltopprimary.org.uk
142485 | Northampton International Academy | Northampton | NN1 1AA | west-northamptonshire | all-through | free-school | emat.uk
142667 | Tulip Academy | Spalding | PE11 2EH | lincolnshire | no-phase | special | (no-website)
142673 | Trinity Solutions Academy | Newcastle-upon-Tyne | NE4 8XJ | newcastle-upon-tyne | 16-plus | sixteen-plus | tanmat.org
142812 | Somercotes Infant and Nursery School | Alfreton | DE55 4LY | derbyshire | primary | academy | learnerstrust.org
143050 | Bramfield Church of England Primary School | Halesworth | IP19 9HZ | suffolk | primary | academy | (shared)
143224 | Ings Primary School | Hull | HU8 0SL | kingston-upon-hull | primary | academy | ingsprimaryschool.co.uk
143515 | St Joseph's Catholic Primary School | Newton Aycliffe | DL5 7DE | county-durham | primary | academy | bhcet.org.uk
143578 | Mary Swanwick Primary School | Chesterfield | S41 9QW | derbyshire | primary | academy | learnerstrust.org
143724 | Matford Brook Academy | Exeter | EX2 0BZ | devon | all-through | free-school | matfordbrook.academy
143791 | Kirkburton Middle School | Huddersfield | HD8 0TJ | kirklees | middle-deemed-secondary | academy | kirkburtonmiddleschool.co.uk
143923 | Great Park Academy | Newcastle-upon-Tyne | NE3 2JH | newcastle-upon-tyne | middle-deemed-secondary | free-school | greatparkacademy.org.uk
144260 | Pinvin CofE Academy | Pershore | WR10 2ER | worcestershire | middle-deemed-primary | academy | pinvinschool.co.uk
144293 | Eckington Junior School | Sheffield | S21 4FL | derbyshire | primary | academy | learnerstrust.org
144327 | Rainford High School | St Helens | WA11 8NY | st-helens | secondary | academy | rainford.org.uk
144588 | Co-op Academy Priesthorpe | Pudsey | LS28 5SG | leeds | secondary | academy | coopacademies.co.uk
145004 | Godalming College | Godalming | GU7 1RS | surrey | 16-plus | sixteen-plus | godalming.ac.uk
145135 | Yate Academy | Yate | BS37 4DX | south-gloucestershire | secondary | academy | (no-website)
145398 | Ashton Park School | Bristol | BS3 2JL | bristol | secondary | academy | ashtonpark.net
145643 | The Minster School | Southwell | NG25 0LG | nottinghamshire | middle-deemed-secondary | academy | minsterschool.org.uk
145879 | Elements Primary School | Leeds | LS10 4WR | leeds | primary | free-school | elementsprimaryschool.co.uk
145916 | The Beaulieu Park School | Chelmsford | CM1 6DT | essex | all-through | free-school | beaulieuparkschool.com
145937 | Outwood Academy Freeston | Normanton | WF6 1HZ | wakefield | secondary | academy | outwood.com
146363 | Dixons Unity Academy | Leeds | LS12 3DS | leeds | secondary | academy | dixonsua.com
147081 | Pix Brook Academy | Stotfold | SG5 4HB | central-bedfordshire | middle-deemed-secondary | free-school | pixbrookacademy.co.uk
147329 | St Joseph's Catholic Primary School | Dagenham | RM9 5UL | barking-and-dagenham | primary | academy | stjosephsdagenham.co.uk
147483 | St Urban's Catholic Primary School, a Voluntary Academy | Leeds | LS6 4QD | leeds | primary | academy | sturbans.co.uk
147651 | Avanti Park School | Frome | BA11 1EU | somerset | middle-deemed-primary | free-school | avanti.org.uk
147727 | St Paul's Community Primary and Nursery School, Spalding | Spalding | PE11 2JQ | lincolnshire | primary | academy | (no-website)
148102 | St William's Catholic Primary School, A Voluntary Academy | Bradford | BD8 9RG | bradford | primary | academy | (shared)
148296 | North Star 82° | Bristol | BS10 7AH | bristol | no-phase | special | northstar-academy.co.uk
148322 | North Star 240° | Bristol | BS11 0QA | bristol | no-phase | special | northstar-academy.co.uk
148441 | St Joseph's Catholic Primary School | Birmingham | B7 5HA | birmingham | primary | academy | stjosb7.bham.sch.uk
150037 | Hyde Park Infants' School | Plymouth | PL3 4RS | plymouth | primary | academy | (no-website)
150837 | Hatherley Infant School | Gloucester | GL1 4PW | gloucestershire | primary | academy | (no-website)
`
