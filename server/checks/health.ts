import type { Found, Passage } from './passage.ts';
import type { Person } from './person.ts';
import type { Sentence } from './sentences.ts';

const PHRASE = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${[
    'lång(?:tids)?sjuk(?:skriv)?\\p{L}{1,8}|sjukskriv(?:en|na|ning\\p{L}{0,6})|sjukpenning|sjukersättning|förtidspension\\p{L}{0,8}|utmatt\\p{L}{2,20}|utbränd\\p{L}{0,8}',
    'depress\\p{L}{2,8}|deprimerad|ångest\\p{L}{0,12}|social ångest|psykos\\p{L}{0,8}|psykotisk\\p{L}?|psykisk(?:a|t)? (?:ohälsa|sjukdom\\p{L}{0,5}|sjuk)|schizofren\\p{L}{0,3}|bipolär(?: sjukdom)?|bipolaritet',
    'borderline|ptsd|adhd|add|autis\\p{L}{1,10}|asperger\\p{L}{0,8}|tourettes?|ocd|tvångssyndrom|ätstörning\\p{L}{0,6}|anorexi|bulimi|självskad\\p{L}{0,16}|självmord\\p{L}{0,10}|suicid\\p{L}{0,10}',
    '\\p{L}{0,14}cancer\\p{L}{0,8}|tumör\\p{L}{0,6}|leukemi|stroke|hjärtinfarkt\\p{L}{0,4}|demen(?:s|t)\\p{L}{0,10}|alzheimers?|parkinsons?|epilepsi|diabetes|hiv(?:-positiv\\p{L}?)?|reumatism|ms-sjuk\\p{L}?|missfall\\p{L}{0,3}|abort\\p{L}{0,3}|funktionsnedsättning\\p{L}{0,5}|utvecklingsstör\\p{L}{1,8}',
    '\\p{L}{0,16}missbruk\\p{L}{0,12}|alkoholis\\p{L}{1,6}|alkoholproblem\\p{L}{0,3}|narkoman\\p{L}{0,4}|(?:alkohol|drog|spel|narkotika|tablett|medicin)(?:beroende\\p{L}{0,5}|problem\\p{L}{0,3})|beroende av (?:alkohol|droger|spel|narkotika|heroin|tabletter|läkemedel)|beroendesjukdom\\p{L}{0,4}|samsjuklighet\\p{L}{0,3}|överdos\\p{L}{0,4}|spelade bort',
    'lvu|lvm|lpt|lss|orosanmäl\\p{L}{1,8}|försörjningsstöd\\p{L}{0,3}|ekonomiskt bistånd|socialbidrag\\p{L}{0,3}|biståndsbeslut\\p{L}{0,3}|hemtjänst\\p{L}{0,3}|boendestöd\\p{L}{0,6}|skydda[dt](?:e|t)? (?:boende\\p{L}{0,3}|identitet|personuppgifter)|kvinnojour\\p{L}{0,4}',
    'våldsutsatt\\p{L}{0,4}|misshandl\\p{L}{1,6}|hemlös\\p{L}{0,5}|bostadslös\\p{L}{0,3}|vräk(?:t|ta|tes|s|ning\\p{L}{0,5})|omhänderta\\p{L}{2,8}|familjehem\\p{L}{0,5}|fosterhem\\p{L}{0,4}|kontaktfamilj\\p{L}{0,4}|behandlingshem\\p{L}{0,4}|god man|skuldsaner\\p{L}{1,6}|papperslös\\p{L}{0,3}',
  ].join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
);

const NEAR = 220;
/** Somebody's own. */
const OWN = /(?:^|[^\p{L}])(?:min|mitt|mina|sin|sitt|sina|hans|hennes|hens)(?:[  ]\p{L}{2,20}){0,2}[  ]$/iu;
const ITS_OWN = /(?<!\p{L})(si(?:n|tt|na)[  ])$/u;
const RELATIVE =
  /(?:^|[^\p{L}])(?:min|mitt|mina|hans|hennes|hens|deras|\p{Lu}\p{L}{1,20}s)[  ](?:mamma|mor|pappa|far|föräldrar|son|dotter|barn|bror|syster|man|fru|make|maka|sambo|mormor|morfar|farmor|farfar|barnbarn|kusin|syskon|tvillingbror|tvillingsyster)(?!\p{L})/iu;
const PRONOUN = /(?:^|[^\p{L}])(?:han|hon|hen|honom|henne|hans|hennes|hens)(?!\p{L})/iu;
/** To work with it, talk about it or ask about it says nothing about the person. */
const TALK =
  /(?:^|[^\p{L}])(?:om|kring|berätta\p{L}*|tala\p{L}*|prata\p{L}*|föreläs\p{L}*|forska\p{L}*|presenter\p{L}*|informer\p{L}*|visa(?:r|de)|arbeta\p{L}*|jobba\p{L}*|led(?:er|de)|modererade|enhet\p{L}*|\p{L}*chef\p{L}*|\p{L}*samordnare|\p{L}*handläggare|\p{L}*ledare|\p{L}*läkare|\p{L}*sköterska|\p{L}*mottagning\p{L}*|fråga\p{L}*|undra\p{L}*|diskut\p{L}*|förklara\p{L}*|beskr\p{L}*|möter|mött|mötte|stödj?er|hjälp\p{L}*|motverk\p{L}*|förebygg\p{L}*|minska\p{L}*|ordna\p{L}*|samverk\p{L}*|bjöd|tema\p{L}*|projekt\p{L}*|unga|ungdomar|människor|personer|invånare|dem|andra|många|procent|statistik\p{L}*|för|åt|inom|mot|samtal\p{L}*|ansvar\p{L}*|tog upp|lyfte\p{L}*|tackade|hälsade|vi|man|någon)(?!\p{L})/iu;
/** It is said of the person after all. */
const IS =
  /(?:^|[^\p{L}])(?:är|var|varit|blev|blivit|har|hade|haft|fick|fått|lider|led|lever|levt|levde|bor|bodde|vårdas|vårdats|behandlas|drabba\p{L}*|insjukna\p{L}*|försökt?e?|omhändertogs|omhändertagen|placera\p{L}*|diagnos\p{L}*|sökt?e?r?|kämpa\p{L}*|mår|mådde|utsatts|utsattes|lagts|lades)(?:[  ](?!om(?!\p{L})|för att)[\p{L}-]{1,20}){0,4}(?:[  ]för)?[  ]$/iu;
const WORKS = /(?:^|[^\p{L}])(?:chef|ledare|samordnare|handläggare|ansvarig|expert|\p{L}*chef|\p{L}*ledare|\p{L}*samordnare|\p{L}*handläggare|\p{L}*läkare|\p{L}*sköterska|\p{L}*rådgivare)(?:[  ][\p{L}-]{1,24}){0,4}[  ]$/iu;
const ON_PERSON = /^(?:[  ][\p{L}-]{1,20}){0,4}[  ](?:om|för|mot|kring|på|hos|åt)[  ]$/u;
const QUESTION = /(?:^|[^\p{L}])(?:hur|vad|vilka|vilken|vem|som har en|den som|de som)(?!\p{L})/iu;

/** A phrase of health or social services that is said of a named person. */
export function findHealth({ prose, sentences }: Passage, people: readonly Person[]): Found[] {
  const found: Found[] = [];
  let first = 0;
  let before: Person | undefined;
  let sentenceBefore: Sentence | undefined;
  for (const sentence of sentences) {
    while (first < people.length && people[first]!.to <= sentence.from) first++;
    let end = first;
    while (end < people.length && people[end]!.from < sentence.to) end++;
    const inside = people.slice(first, end);
    const near = { prose, sentence, inside, before: sentenceBefore && isNext(prose, sentenceBefore, sentence) ? before : undefined };
    found.push(...phrasesAboutSomebody(near));
    before = inside.at(-1) ?? (PRONOUN.test(prose.slice(sentence.from, sentence.from + NEAR)) ? near.before : undefined);
    sentenceBefore = sentence;
  }
  return found;
}

function phrasesAboutSomebody(near: Near): Found[] {
  const { prose, sentence } = near;
  const found: Found[] = [];
  for (const { index, 0: words } of prose.slice(sentence.from, sentence.to).matchAll(PHRASE)) {
    const from = sentence.from + index;
    const last = found.at(-1);
    const goesOn = last && from - last.to < 30 && !/[,;:]|(?<!\p{L})(?:som|men|medan)(?!\p{L})/u.test(prose.slice(last.to, from));
    const about = goesOn ? last.about : aboutWhom(near, from, from + words.length);
    if (about === undefined) continue;
    const own = ITS_OWN.exec(prose.slice(Math.max(sentence.from, from - 6), from))?.[1]?.length ?? 0;
    found.push(health(from - own, from + words.length, about));
  }
  return found;
}

interface Near {
  prose: string;
  sentence: Sentence;
  inside: readonly Person[];
  before: Person | undefined;
}

/** The words for the person; undefined when the phrase is about nobody in particular. */
function aboutWhom({ prose, sentence, inside, before }: Near, from: number, to: number): string | undefined {
  const lead = prose.slice(Math.max(sentence.from, from - NEAR), from);
  const said = (person: Person | undefined) => person && prose.slice(person.from, person.to);
  const relative = RELATIVE.exec(lead);
  if (relative && !TALK.test(lead.slice(relative.index + relative[0].length))) return relative[0].trim();
  const earlier = inside.findLast((person) => person.to <= from && from - person.to <= NEAR);
  const pronoun = earlier ?? (PRONOUN.test(lead) || OWN.test(lead) ? before : undefined);
  const later = inside.find((person) => person.from >= to && person.from - to <= NEAR);
  if (later && ON_PERSON.test(prose.slice(to, later.from))) return said(later);
  if (!pronoun) return undefined;
  const between = earlier ? prose.slice(earlier.to, from) : lead;
  if (earlier && /s$/.test(said(earlier)!) && /^[  ](?:\p{L}{2,20}[  ])?$/u.test(between)) return said(earlier);
  if (OWN.test(lead)) return said(pronoun);
  if (WORKS.test(between) || QUESTION.test(between)) return undefined;
  const copula = IS.exec(between);
  if (copula && !TALK.test(copula[0].replace(/[  ]för[  ]$/, ''))) return said(pronoun);
  return TALK.test(between) || !earlier ? undefined : said(pronoun);
}

function isNext(prose: string, one: Sentence, next: Sentence): boolean {
  return !/\n\s*#/.test(prose.slice(one.to, next.from));
}

function health(from: number, to: number, about: string): Found {
  return {
    rule: 'health',
    from,
    to,
    why: 'Det säger något om en persons hälsa eller stöd.',
    remedies: [{ label: 'Stryk orden', text: '' }],
    about,
  };
}
