// Names that one person may go by, a line each. Of one line, any stands for any other; a name of two
// lines joins them no further: Alexander is Alex, and so is Alexandra, who is not Alexander.
const GROUPS = `abigail abbie abby abi
albert bert bertie
alexander alex alec sandy
alexandra alex lexi sandra
alfred alf alfie
alison ali
amanda mandy
andrea andie
andrew andy drew
angela angie ange
ann anne annie
anthony antony tony
antonia toni
barbara barb
benedict ben
benjamin ben
bernadette bernie
bernard bernie
beverley beverly bev
caroline carrie
catherine katherine kathryn cathryn catharine katharine kathrine kate katie katy kathy cathy kath cath kat
charles charlie
charlotte charlie lottie
christina chris tina
christine chris chrissie tina
christopher chris kit
clifford cliff
constance connie
daniel dan danny
danielle dani
david dave davy
deborah deb debbie debby
debra deb debbie debby
diana di
diane di
dominic dom
donald don
dorothy dot
douglas doug
edmund ed eddie
edward ed eddie ted teddy ned
eleanor ellie nell
elizabeth elisabeth liz lizzie beth betty eliza libby bess betsy
emily em emmie
florence flo
frances fran
francesca fran
francis frank fran
frederick fred freddie
gabrielle gaby gabby
geoffrey geoff
georgina georgie
gerald gerry
gerard gerry
gillian gill jill gilly
gregory greg
gwendoline gwendolyn gwen
harold harry
harriet hattie
henry harry
isabel izzy issy
isabella izzy issy bella
isabelle izzy issy belle
isobel izzy issy
jacob jake
jacqueline jackie jacky jacqui
james jim jimmy jamie
janet jan
janice jan
jeffrey jeff
jennifer jen jenny jenni jennie
jeremy jerry jez
jessica jess jessie
joanna jo
joanne jo
john jack johnny
jonathan jonathon jon jonny
joseph joe joey
josephine jo josie
joshua josh
judith judy jude
julia jules
julie jules
juliet jules
kenneth ken kenny
kimberley kimberly kim
laurence lawrence laurie larry
leonard len lenny
lesley les
leslie les
louis lou
louise lou
madeleine maddy maddie
malcolm mal
margaret maggie meg peggy peg madge
martin marty
matilda tilly
matthew matt
maureen mo
melanie mel
melissa mel
michael mike mick
michelle shelly
natalie nat
natasha tasha
nathaniel nathan nat
nathan nate
nicholas nicolas nick nicky nic nik
nicola nicky nikki nicki niki nic nik
nicole nicky nikki nicki niki nic nik
oliver ollie olly
olivia liv
pamela pam
patricia pat trish tricia patsy
patrick pat paddy
penelope penny
peter pete
philip phil pip
phillip phil pip
philippa pip pippa
rachael rach
rachel rach
raymond ray
rebecca becky becca bex
reginald reg
richard rick rich richie ricky dick
robert rob bob bobby robbie
roderick rod
rodney rod
ronald ron ronnie
rosalind ros roz
rosemary rose rosie
russell russ
samantha sam
samuel sam sammy
sandra sandy
sebastian seb
simon si
stephanie steph
stephen steve
steven steve
stewart stu
stuart stu
susan sue susie suzy
susannah sue susie suzy
suzanne sue susie suzy
teresa terry tess
terence terry
theodore theo ted
theresa terry tess
thomas tom tommy
timothy tim
tobias toby
valerie val
victor vic
victoria vicky vicki vikki tori
vincent vince
virginia ginny
vivien viv
vivienne viv
walter walt wally
wilfred wilf
william will bill billy
winifred winnie
zachary zac zach zack`
  .split('\n')
  .map((line) => line.split(' '))

/** Are two first names, folded, forms of one by the table. */
export function samePreferred(one: string, other: string): boolean {
  return GROUPS.some((names) => names.includes(one) && names.includes(other))
}

/** A folded first name, and every other that the table has for it. */
export function preferredOf(name: string): string[] {
  return [name, ...GROUPS.filter((names) => names.includes(name)).flat()]
}
