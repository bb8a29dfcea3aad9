// Contains public sector information licensed under the Open Government Licence v3.0.
// https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/
// From the register of schools in Wales, Welsh Government, as of 2018. Columns as in the extract of
// England; this list has no towns, postcodes or websites.

export const WELSH_AUTHORITIES = `
Isle of Anglesey | wales
Gwynedd | wales
Conwy | wales
Denbighshire | wales
Flintshire | wales
Wrexham | wales
Powys | wales
Ceredigion | wales
Pembrokeshire | wales
Carmarthenshire | wales
Swansea | wales
Neath Port Talbot | wales
Bridgend | wales
Vale of Glamorgan | wales
Rhondda Cynon Taf | wales
Merthyr Tydfil | wales
Caerphilly | wales
Blaenau Gwent | wales
Torfaen | wales
Monmouthshire | wales
Newport | wales
Cardiff | wales
`

export const WELSH_SCHOOLS = `
6602130 | Ysgol Gynradd Amlwch |  |  | isle-of-anglesey | primary | maintained | (no-website)
6602131 | Ysgol Gynradd Beaumaris |  |  | isle-of-anglesey | primary | maintained | (no-website)
6602164 | Ysgol Gynradd Rhosneigr |  |  | isle-of-anglesey | primary | maintained | (no-website)
6604025 | Ysgol Syr Thomas Jones |  |  | isle-of-anglesey | secondary | maintained | (no-website)
6604026 | Ysgol Uwchradd Caergybi |  |  | isle-of-anglesey | secondary | maintained | (no-website)
6606027 | Treffos School |  |  | isle-of-anglesey | no-phase | independent | (no-website)
6606028 | Caban Aur |  |  | isle-of-anglesey | no-phase | independent | (no-website)
6607011 | Canolfan Addysg Y Bont |  |  | isle-of-anglesey | no-phase | special | (no-website)
6611104 | Llechan Lân Centres |  |  | gwynedd | no-phase | alternative | (no-website)
6612181 | Ysgol y Traeth |  |  | gwynedd | primary | maintained | (no-website)
6615500 | Ysgol Bro Idris |  |  | gwynedd | all-through | maintained | (no-website)
6617002 | Ysgol Pendalar |  |  | gwynedd | no-phase | special | (no-website)
6621100 | Canolfan Addysg Nant-y-Bryniau Education Centre |  |  | conwy | no-phase | alternative | (no-website)
6622271 | Ysgol Bro Gwydir |  |  | conwy | primary | maintained | (no-website)
6632263 | Ysgol Gymraeg Y Gwernant |  |  | denbighshire | primary | maintained | (no-website)
6635901 | St Brigid's School |  |  | denbighshire | all-through | maintained | (no-website)
6642094 | Owen Jones Cp |  |  | flintshire | primary | maintained | (no-website)
6651007 | Wrexham Early Years Centre |  |  | wrexham | nursery | nursery | (no-website)
6652275 | Penycae Community Primary School |  |  | wrexham | primary | maintained | (no-website)
6662150 | Ysgol Golwg y Cwm |  |  | powys | primary | maintained | (no-website)
6672323 | Ysgol Gymunedol Llechryd |  |  | ceredigion | primary | maintained | (no-website)
6682395 | Ysgol Hafan y Mor |  |  | pembrokeshire | primary | maintained | (no-website)
6691000 | Ammanford Nursery |  |  | carmarthenshire | nursery | nursery | (no-website)
6692185 | Ysgol Gynradd Llandeilo Primary School |  |  | carmarthenshire | primary | maintained | (no-website)
6702217 | Knelston Primary |  |  | swansea | primary | maintained | (no-website)
6712205 | YGG Cwm Nedd |  |  | neath-port-talbot | primary | maintained | (no-website)
6722358 | Ysgol Y Ferch O'r Sger |  |  | bridgend | primary | maintained | (no-website)
6732181 | Cadoxton Primary School |  |  | vale-of-glamorgan | primary | maintained | (no-website)
6742263 | Maesybryn Primary School |  |  | rhondda-cynon-taf | primary | maintained | (no-website)
6752351 | Coed Y Dderwen Primary School |  |  | merthyr-tydfil | primary | maintained | (no-website)
6762338 | Hendredenny Park Primary |  |  | caerphilly | primary | maintained | (no-website)
6772311 | Ystruth Primary |  |  | blaenau-gwent | primary | maintained | (no-website)
6782324 | Coed Eva Primary School |  |  | torfaen | primary | maintained | (no-website)
6792323 | Llanfoist Fawr Primary |  |  | monmouthshire | primary | maintained | (no-website)
6802323 | Ysgol Gymraeg Bro Teyrnon |  |  | newport | primary | maintained | (no-website)
6812326 | Marlborough Primary |  |  | cardiff | primary | maintained | (no-website)
`
