/** Common given names, in small letters; those that are ordinary words too are named apart. */
const GIVEN = `
abbas abdi abdul abdullah adam adrian agda agneta agnes ahmad ahmed aino aisha albert albin aleksandra alex alexander alexandra alf
alfred ali alice alicia alina alma almir alva amal amalia amanda amar amin amina amir amira ana anas anders andre andré andrea andreas
andrzej anette angela angelica anita anja ann anna anneli annelie annette annica annika annmarie ante anton antonia antonio arne arvid
asta astrid august aurora axel ayse aziz barbro bassam beata beatrice beatriz bengt benjamin bernt berit bertil bilal birger birgit
birgitta bjarne bo bodil boris bosse britt britta börje bülent camilla carina carl carina caroline carolina catarina cecilia celine
charlie charlotta charlotte christel christer christian christin christina christoffer claes clara claudia conny cristina curt dagmar
dagny dahir daniel daniela danijel danuta david deborah denis dennis desirée diana dragan dzenita ebba eddie edith edvin edward eleonor
eleonora elena eli elias elin elina elis elisa elisabet elisabeth elise ella ellen ellinor elma elna elof elsa elsie elvira emanuel
emelie emil emilia emilie emily emma enar engla erica erik erika erling ernst ester eva evelina evert ewa fadi faisal farah farid fatemeh
fatima fatma felicia felix filip filippa filiz firas folke fredrik fredrika freja frida fredrika gabriel gabriella georg george gerd
gerda gert gertrud gholam goran greger greta gudrun gun gunborg gunhild gunilla gunnar gunnel gustaf gustav gösta göran göte habib hadi
halima hamid hamza hanna hannah hanne hannes harald harriet harry hasan hassan hedvig helén helen helena helene helga helge helmi henrik
henry herman hilda hilde hildur hilma hjalmar hjördis holger hugo hussein håkan ibrahim ida idris igor ilona inga ingalill ingeborg
ingegerd ingela ingemar inger ingmar ingrid ingvar irena irene irina isa isabel isabella isabelle isak ismail ivan ivar jacob jakob jalal
jamal jan jana jane janet janina jasmin jasmine jean jeanette jelena jennifer jenny jens jerker jerzy jesper jessica jim jimmy joakim joel
johan johanna johannes john jon jonas jonatan jonathan jonna josef josefin josefina josefine joseph josip juan judit judith julia julian
juliana jussi jörgen kaj kajsa kalle kamal karim karin karl karolina kasper katarina katja katrin kenneth kent kerstin khadija khaled
khalid kevin kim kjell klara klas knut konrad krister kristian kristin kristina kristoffer krzysztof kurt laila lamin lars lasse laura lea
leif leila lena lennart leo leon leyla liam lilian lillemor lilly lina linda lindita linn linnéa linnea linus lisa lisbet lisbeth lise lotta
lotten louise lova lovisa lucas lucia ludvig luis lukas lukasz luna madeleine magda magdalena magnus mahdi mahmoud maj maja majken malek
malin malte manuel marcus margareta margaretha margit margot maria mariam marianne marie marika marina mario marion marita marjan mark
marko markus marlene marta martin martina mary maryam mathias mathilda mats matteo mattias maurits max maximilian mehmet melina melissa
merja michael michaela michal mikael mila milan milena milica milos mina minna mira mirela miriam mirjam mohamad mohamed mohammad mohammed
moa mona monica monika morgan morten mostafa muhammad mustafa märta märit måns mårten nada nadia nadine nadja naima najma natalia natalie
nathalie nellie nermin nguyen niclas nicklas niklas nicole nikola nils nina noah nora noor nour nova ola olga olle olof olov omar oscar
oskar osman osama otto ove parisa patricia patrik paul paula paulina pekka pelle per pernilla peter petra petter pia piotr pontus rachel
ragnar ragnhild rahim raimo rami ramona rana rania rasmus rebecka regina reza richard rickard rikard robert roberto robin roger roland rolf
romeo ronja ronny rosmarie roy rune ruth said saida salam salem sally salma sam samir samira samuel sana sandra sanna santiago sara sarah
sebastian selma semir sergej sigbritt sigge signe sigrid sigurd sigvard simon simone sirpa siv sixten siw slobodan sofia sofie solveig
sonja sophia sophie stefan stella stellan stephanie stina sture sune susann susanna susanne svante svea sven sverker sylvia svetlana sölve
tage tamara tanja tariq tatjana terese teresa teresia theo theodor therese thomas thore tilda tilde timo tina tobias tom tomas tommy tomasz
tor torbjörn tord tore torgny torsten tova tove tuula tuva tyra ulf ulla ulrica ulrik ulrika urban ursula vahid valdemar valentina valter
vanja vanjuska vera veronica veronika vesna victor victoria viggo viktor viktoria vilhelm vilma vincent vivi vladimir waldemar walid walter
wilhelm william wilma wiveca viveka wojciech xavier yasin yasmin yasmine ylva yngve younes yousef youssef yusuf yvonne zahra zainab zara
zeinab zeynep zlatan zoran åke åsa östen örjan öyvind`;

const GIVEN_AND_WORD = `
bill björn bo dag ek frank gun hans hector iris jan kim liv linnea lo lova love maj mark may max mina mira my nour nova ola per pia ros rosa rut
rune saga sam siv sol sten stella stig sture tor tom ulf viola vide vidar alma august luna nils clara lucia victoria aurora mark urban
vera harry tage robin maria`;

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}

const ORDINARY = words(GIVEN_AND_WORD);
const ALL = new Set([...words(GIVEN), ...ORDINARY]);

/** "Kalles" is a given name too. */
export function isGivenName(key: string): boolean {
  return key.split('-').some((part) => ALL.has(part) || isGenitive(part));
}

/** "Kalles", but neither "Lars" nor "Johannes". */
export function isGenitive(key: string): boolean {
  return key.endsWith('s') && !ALL.has(key) && ALL.has(key.slice(0, -1));
}

/** A given name that says little at the beginning of a sentence, where every word has a capital. */
export function isOrdinaryWord(key: string): boolean {
  return ORDINARY.has(key) || ORDINARY.has(key.replace(/s$/, ''));
}
