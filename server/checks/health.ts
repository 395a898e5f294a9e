import type { Remedy } from './finding.ts';
import type { Found, Passage } from './passage.ts';
import type { Person } from './person.ts';
import { lastBefore, type Sentence } from './sentences.ts';

const PHRASE = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${[
    'lång(?:tids)?sjuk(?:skriv)?\\p{L}{1,8}|sjukskriv(?:en|na|ning\\p{L}{0,6})|sjukpenning|sjukersättning|förtidspension\\p{L}{0,8}|utmatt\\p{L}{2,20}|utbränd\\p{L}{0,8}',
    'depress\\p{L}{2,8}|deprimerad|ångest\\p{L}{0,12}|social ångest|psykos\\p{L}{0,8}|psykotisk\\p{L}?|psykisk(?:a|t)? (?:ohälsa|sjukdom\\p{L}{0,5}|sjuk)|schizofren\\p{L}{0,3}|bipolär(?: sjukdom)?|bipolaritet',
    'borderline|ptsd|adhd|add|autis\\p{L}{1,10}|asperger\\p{L}{0,8}|tourettes?|ocd|tvångssyndrom|ätstörning\\p{L}{0,6}|anorexi|bulimi|självskad\\p{L}{0,16}|självmord\\p{L}{0,10}|suicid\\p{L}{0,10}',
    '\\p{L}{0,14}cancer\\p{L}{0,8}|tumör\\p{L}{0,6}|leukemi|stroke|hjärtinfarkt\\p{L}{0,4}|demen(?:s|t)\\p{L}{0,10}|alzheimers?|parkinsons?|epilepsi|diabetes|hiv(?:-positiv\\p{L}?)?|reumatism|ms-sjuk\\p{L}?|missfall\\p{L}{0,3}|abort\\p{L}{0,3}|funktionsnedsättning\\p{L}{0,5}|utvecklingsstör\\p{L}{1,8}',
    '\\p{L}{0,16}missbruk\\p{L}{0,12}|alkoholis\\p{L}{1,6}|alkoholproblem\\p{L}{0,3}|narkoman\\p{L}{0,4}|(?:alkohol|drog|spel|narkotika|tablett|medicin)(?:beroende\\p{L}{0,5}|problem\\p{L}{0,3})|beroende av (?:alkohol|droger|spel|narkotika|heroin|tabletter|läkemedel)|beroendesjukdom\\p{L}{0,4}|samsjuklighet\\p{L}{0,3}|överdos\\p{L}{0,4}|spelade bort',
    'lvu|lvm|lpt|lss|orosanmäl\\p{L}{1,8}|försörjningsstöd\\p{L}{0,3}|ekonomiskt bistånd|socialbidrag\\p{L}{0,3}|biståndsbeslut\\p{L}{0,3}|hemtjänst\\p{L}{0,3}|boendestöd\\p{L}{0,9}|skydda[dt](?:e|t)? (?:boende\\p{L}{0,3}|identitet|personuppgifter)|kvinnojour\\p{L}{0,4}',
    'våldsutsatt\\p{L}{0,4}|misshandl\\p{L}{1,6}|hemlös\\p{L}{0,5}|bostadslös\\p{L}{0,3}|vräk(?:t|ta|tes|s|ning\\p{L}{0,5})|omhänderta\\p{L}{2,8}|familjehem\\p{L}{0,5}|fosterhem\\p{L}{0,4}|kontaktfamilj\\p{L}{0,4}|behandlingshem\\p{L}{0,4}|god man|skuldsaner\\p{L}{1,6}|papperslös\\p{L}{0,3}',
  ].join('|')})(?!-?[\\p{L}\\p{N}])`,
  'giu',
);
/** Somebody's work, or a part of an organisation. */
const WORK =
  /(?:stödjare|handläggare|terapeut|sköterska|sekreterare|läkare|behandlare|rådgivare|samordnare|vård|frågor|arbete|mottagning|team|enhet|projekt|forskning|förening|insats|prevention|politik|nätverk|centrum)\p{L}{0,5}$/iu;

const NEAR = 220;
/** Sentences back. */
const FURTHEST = 3;
/** Somebody's own. */
const OWN = /(?:^|[^\p{L}])(?:min|mitt|mina|sin|sitt|sina|hans|hennes|hens)(?:[  ]\p{L}{2,20}){0,2}[  ]$/iu;
const OWN_BEFORE = /(?<!\p{L})(si(?:n|tt|na)[  ])$/u;
const ITS_OWN = /^si(?:n|tt|na)[  ]/u;
const RELATIVE =
  /(?:^|[^\p{L}])(?:min|mitt|mina|hans|hennes|hens|deras)[  ](?:mamma|mor|pappa|far|föräldrar|son|dotter|barn|bror|syster|man|fru|make|maka|sambo|mormor|morfar|farmor|farfar|barnbarn|kusin|syskon|tvillingbror|tvillingsyster)(?!\p{L})/iu;
/** "En deltagare berättade att hennes son …" is about nobody that can be known. */
const ANYBODY = /(?:^|[^\p{L}])(?:en|ett|någon|några|många|flera|alla|vissa|varje)[  ]\p{L}/iu;
const PRONOUN = /(?:^|[^\p{L}])(?:han|hon|hen|honom|henne|hans|hennes|hens)(?!\p{L})/iu;
/** To work with it, talk about it or ask about it says nothing about the person. */
const TALK =
  /(?:^|[^\p{L}])(?:hur|vad|vilka|vilken|vem|den som|de som|om|expert\p{L}*|\p{L}*rådgivare|kring|berätta\p{L}*|tala\p{L}*|prata\p{L}*|föreläs\p{L}*|forska\p{L}*|presenter\p{L}*|informer\p{L}*|visa(?:r|de)|arbeta\p{L}*|jobba\p{L}*|led(?:er|de)|modererade|enhet\p{L}*|\p{L}*chef\p{L}*|\p{L}*samordnare|\p{L}*handläggare|\p{L}*ledare|\p{L}*läkare|\p{L}*sköterska|\p{L}*mottagning\p{L}*|fråga\p{L}*|undra\p{L}*|diskut\p{L}*|förklara\p{L}*|beskr\p{L}*|möter|mött|mötte|stödj?er|hjälp\p{L}*|motverk\p{L}*|förebygg\p{L}*|minska\p{L}*|ordna\p{L}*|samverk\p{L}*|bjöd|tema\p{L}*|projekt\p{L}*|unga|ungdomar|människor|personer|invånare|dem|andra|många|procent|statistik\p{L}*|för|åt|inom|mot|samtal\p{L}*|ansvar\p{L}*|tog upp|lyfte\p{L}*|tackade|hälsade|vi|man|någon)(?!\p{L})/iu;
/** It is said of the person after all. */
const IS =
  /(?:^|[^\p{L}])(?:är|var|varit|blev|blivit|har|hade|haft|fick|fått|lider|led|lever|levt|levde|bor|bodde|vårdas|vårdats|behandlas|drabba\p{L}*|insjukna\p{L}*|försökt?e?|omhändertogs|omhändertagen|placera\p{L}*|diagnos\p{L}*|sökt?e?r?|kämpa\p{L}*|mår|mådde|utsatts|utsattes|lagts|lades)(?:[  ](?!om(?!\p{L})|för att)[\p{L}-]{1,20}){0,4}(?:[  ]för)?[  ]$/iu;
const ON_PERSON = /^(?:[  ][\p{L}-]{1,20}){0,4}[  ](?:om|för|mot|kring|på|hos|åt)[  ]$/u;

/** A phrase of health or social services that is said of a named person. */
export function findHealth({ prose, sentences }: Passage, people: readonly Person[]): Found[] {
  const found: Found[] = [];
  for (const { index: from, 0: words } of prose.matchAll(PHRASE)) {
    const to = from + words.length;
    if (WORK.test(words) || isName(prose, from, to)) continue;
    const at = lastBefore(sentences, to);
    const near: Near = { prose, sentences, people, at };
    const last = found.at(-1);
    const about = last && goesOn(prose, last.to, from) ? last.about : aboutWhom(near, from, to);
    if (about === undefined) continue;
    const own = OWN_BEFORE.exec(prose.slice(Math.max(0, from - 6), from))?.[1]?.length ?? 0;
    found.push(health(near, from - own, to, about));
  }
  return found;
}

/** "Kvinnojouren Lyktan" */
function isName(prose: string, from: number, to: number): boolean {
  return /^\p{Lu}\p{Ll}/u.test(prose.slice(from, to)) && /^[  ]\p{Lu}/u.test(prose.slice(to, to + 2));
}

/** "sjukskriven för utmattning" */
function goesOn(prose: string, end: number, from: number): boolean {
  return from - end < 30 && !/[,;:.!?\n]|(?<!\p{L})(?:som|men|medan)(?!\p{L})/u.test(prose.slice(end, from));
}

interface Near {
  prose: string;
  sentences: readonly Sentence[];
  people: readonly Person[];
  /** The sentence of the phrase. */
  at: number;
}

/** Whom "han" and "hon" mean: who is named last in the sentences before that go on about somebody. */
function namedBefore({ prose, sentences, people, at }: Near): Person | undefined {
  for (let back = at - 1; back >= Math.max(0, at - FURTHEST); back--) {
    const sentence = sentences[back]!;
    if (/\n\s*#/.test(prose.slice(sentence.to, sentences[back + 1]!.from))) return undefined;
    const person = people[lastBefore(people, sentence.to)];
    if (person && person.from >= sentence.from) return person;
    if (!PRONOUN.test(prose.slice(sentence.from, Math.min(sentence.to, sentence.from + NEAR))))
      return undefined;
  }
  return undefined;
}

/** The words for the person; undefined when the phrase is about nobody in particular. */
function aboutWhom(near: Near, from: number, to: number): string | undefined {
  const { prose, people } = near;
  const sentence = near.sentences[near.at]!;
  const lead = prose.slice(Math.max(sentence.from, from - NEAR), from);
  const said = (person: Person | undefined) => person && prose.slice(person.from, person.to);
  const relative = RELATIVE.exec(lead);
  if (
    relative &&
    !isAnybodys(near, lead.slice(0, relative.index)) &&
    !TALK.test(lead.slice(relative.index + relative[0].length))
  )
    return relative[0].trim();
  const last = lastBefore(people, from);
  const later = people[last + 1];
  if (later && later.from < sentence.to && ON_PERSON.test(prose.slice(to, Math.min(later.from, to + NEAR))))
    return said(later);
  const named = people[last];
  const earlier = named && named.from >= sentence.from && from - named.to <= NEAR ? named : undefined;
  if (earlier)
    return isSaidOf(prose.slice(earlier.from, earlier.to), prose.slice(earlier.to, from), true)
      ? said(earlier)
      : undefined;
  const isMeant = PRONOUN.test(lead) || OWN.test(lead);
  return isMeant && isSaidOf('', lead, false) ? said(namedBefore(near)) : undefined;
}

function isAnybodys(near: Near, before: string): boolean {
  if (ANYBODY.test(before)) return true;
  const previous = near.sentences[near.at - 1];
  const said = previous && near.prose.slice(Math.max(previous.from, previous.to - NEAR), previous.to);
  return said !== undefined && ANYBODY.test(said) && !namedBefore(near);
}

/** Whether the words between the person and the phrase tie them together. */
function isSaidOf(name: string, between: string, isNamed: boolean): boolean {
  if (name.endsWith('s') && /^[  ](?:\p{L}{2,20}[  ])?$/u.test(between)) return true;
  if (OWN.test(between)) return true;
  const copula = IS.exec(between)?.[0].replace(/[  ]för[  ]$/, '');
  if (copula && !TALK.test(copula)) return true;
  return isNamed && !TALK.test(between);
}

function health(near: Near, from: number, to: number, about: string): Found {
  const sentence = near.sentences[near.at]!;
  const spaces = /^[  ]?/.exec(near.prose.slice(sentence.to, sentence.to + 1))![0].length;
  const whole: Remedy = { label: 'Stryk meningen', text: '', from: sentence.from, to: sentence.to + spaces };
  const isOwn = ITS_OWN.test(near.prose.slice(from, from + 5));
  return {
    rule: 'health',
    from,
    to,
    why: 'Det säger något om en persons hälsa eller stöd.',
    remedies: isOwn ? [{ label: 'Skriv ”en egen erfarenhet”', text: 'en egen erfarenhet' }, whole] : [whole],
    about,
  };
}
