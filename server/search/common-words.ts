const list = (text: string) => text.trim().split(/\s+/);

/** Left out of a question when other words stand in it. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  list(`
alla allt att av bara blev bli blir de dem den denna deras dess dessa det detta dig din dina ditt du där då efter ej eller en er
ett från för ha hade han har henne hennes hon honom hur här i icke inom inte jag kan kom kunde man många finns fanns gör gjorde går gick händer hände gäller fick får
 med mellan men mig min mitt mot
mycket ni nu när och om oss på sa sade samt sig sin sina sitt ska skulle som så till under ut utan vad var vara varför varit vem vi
vid vilka vilken vilket vår våra vårt än är åt över`),
);

/** Never a part of a compound: they only look like one in "tillsammans", "framtid" and "överens". */
export const NEVER_PART: ReadonlySet<string> = new Set([
  ...STOP_WORDS,
  ...list(`
andra anser bakom bland borde bort detta dock dessutom emot enligt ensam fler flera fort fram framför främst före förra ganska genom
gjort hela helt hemma igen ihop inför innan ingen inget inga istället kring länge lite många mest mindre minst måste nere någon något
några nästa ofta också omkring runt redan samma sedan själv stor stora större särskilt tack utanför upp uppe varje vidare åter annan annat
annars egen eget egna deltar fått gärna gång gånger igenom ändå trots tänk tänka ordna skap mera sätta sätt ställ lägga höll gick kommer
ligga ligger leder börja vill vilja stod stå ning ande ende`),
]);

/** Nouns that Swedish compounds are made of: known as parts before any text has them. No words that names of places end in. */
export const COMMON_PARTS: ReadonlySet<string> = new Set(
  list(`
aktivitet allmän ansvar arbete avgift avtal barn beslut besök bibliotek bil biljett bidrag bild boende bok bostad bostäder
brist brott budget buss butik båt center central chef cykel dag dans del demokrati dialog direktör djur dokument ekonomi elev
energi enhet familj fest festival film fiske flykting folk forskning forum fritid fråga förening förslag förvaltning förälder
gata grupp gymnasium gård hantverk handel handling hem hjälp hus hyra hälsa idrott idé information integration invånare insats
intresse jobb jul kafé kalender klass klimat klubb kommun kommitté konferens konsert konst kontor kontakt kontroll kraft kultur kurs kväll
kvinna kyrka källa kök lag land ledare ledning lek lektion liv ljus lokal lov lägenhet läger lärare läxa mark marknad mat material
medborgare medel medlem miljö minne mobilitet motion museum musik myndighet möte nämnd näring nät nätverk odling område
omsorg ordförande organisation personal plan planering plats politik polis politiker pris problem process produkt program projekt
protokoll park rapport förbund gäst resa resurs reform region restaurang riksdag roll rum råd rätt sal samhälle samling samtal samverkan schema
service sida sjuk skada skola skatt ski skydd slöjd social sommar spel sport språk station stad studie styrelse städning stöd
säkerhet talang tal teater teknik tema tid tidning tjänst torg trafik trygghet träd trädgård träff trä turism tävling ung ungdom uppdrag
utbildning utredning utställning utveckling vaktmästare val vatten vecka verkstad verksamhet vinter vuxen vård väg vän värd
värme åldring åtgärd år äldre ägare höst vänskap sysselsättning gymnastik sång skog simning bad plan 
ledamot fastighet grannskap granne kamera belysning larm brottslighet natt
vandring underlag remiss enkät undersökning anteckning inbjudan utskott utvärdering 
integration volontär volontärer frivillig företag företagare `),
);
