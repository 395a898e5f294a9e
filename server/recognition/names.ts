const CAPITALISED = "\\p{Lu}[\\p{L}'’]*(?:-\\p{Lu}?[\\p{L}'’]+)*";
const PARTICLE = '(?:von|af|av|de|del|van|der|den|du|la|el|al|bin|ben|ibn|dos)';
const WORD = new RegExp(`${CAPITALISED}`, 'uy');
const REST = new RegExp(` +(?:${PARTICLE} +){0,2}(${CAPITALISED})`, 'uy');

const NO_FIRST_NAME = new RegExp(
  `^(?:${[
    'alla|allt|att|både|båda|där|därefter|de|den|det|dessa|detta|du|då|efter|en|enligt|ett|eller|från|fler|för|först|gäst|gäster',
    'han|hon|hur|här|i|ibland|idag|ikväll|inför|ingen|innan|kan|kontakt|med|medan|medverkande|men|moderator|många|möt|nu|någon',
    'några|när|också|och|om|ordet|på|sedan|ska|som|talare|till|tack|under|ur|utan|vad|var|varför|vem|vi|vid|vilka|välkommen',
    'varje|våra|vår|våren|hösten|sommaren|vintern|stadsdelen|sverige|sveriges|helsingborg|malmö|lund|projekt|projektet',
  ].join('|')})$`,
  'iu',
);
const ORGANISATION_FIRST =
  /^(?:region|röda|rädda|svenska|gröna|unga|öppna|nya|gamla|stora|lilla|norra|södra|östra|västra|förening|föreningen|stiftelsen|studieförbundet|riksförbundet|nätverket|kommunen|stadsdels\p{L}*|fritid|hyresgästföreningen|ab|if|ik|bk|bostads|kvarteret|hela|stadens|café|kafé|team|s:t|sankt|space|city)$/iu;
const ORGANISATION_PART =
  /(?:förvaltning|förvaltningen|nämnd|nämnden|förbund|förbundet|förening|föreningen|skola|skolan|skolorna|verkstad|verkstaden|verkstan|kontor|kontoret|gården|huset|caféet|kaféet|bibliotek|biblioteket|kyrka|kyrkan|korset|barnen|kommun|kommuner|kören|gruppen|projektet|laget|kåren|byrån|centralen|centrum|sällskapet|kooperativet|stiftelsen|skåne|näven|ringen|labbet|mässan|torget|parken|gatan|vägen|expo|forum|akademin|museet|teatern|hjälpen|vänner)$/iu;
const PERSONS_IN_S = /^(?:Lars|Hans|Nils|Mats|Anders|Jens|Frans|Måns)$/;
const ROLE_BEFORE =
  /^(?:\p{L}*(?:rektor|kurator|chef|ledare|ledaren|sekreterare|sekreteraren|ordförande|strateg|strategen|samordnare|samordnaren|konsult|forskare|forskaren|präst|diakon|pedagog|lärare|läraren|arkitekt|polis|polisen|kommunpolis|coach|handläggare|utvecklare|konstnär|författare|författaren|läkare|sjuksköterska|psykolog|direktör|politiker|journalist|professor|doktor|doktorand|doktoranden))$/iu;

/** "Svenska kyrkan" and "Röda korset" are written so too. */
export function continuesOrganisation(before: string, word: string): boolean {
  return /^(?:Svenska|Röda|Rädda|Gröna|Unga|Öppna)$/.test(before) && ORGANISATION_PART.test(word);
}

export function isRole(word: string): boolean {
  return ROLE_BEFORE.test(word);
}

export type FoundName = { name: string; role: string | null; end: number };

export function readName(text: string, at: number): FoundName | null {
  const words = capitalisedRun(text, at);
  const skipped = words.findIndex(({ word }) => !NO_FIRST_NAME.test(word) && !ROLE_BEFORE.test(word));
  if (skipped < 0) return null;
  const own = words.slice(skipped, skipped + 4);
  const first = own[0];
  const last = own.at(-1);
  if (!first || !last || own.length < 2) return null;
  const title = words[skipped - 1]?.word;
  const name = text.slice(first.start, last.end).replace(/ +/g, ' ');
  if (isOrganisationName(name)) return null;
  return { name, role: title && ROLE_BEFORE.test(title) ? title.toLowerCase() : null, end: last.end };
}

type Word = { word: string; start: number; end: number };

function capitalisedRun(text: string, at: number): Word[] {
  WORD.lastIndex = at;
  const first = WORD.exec(text)?.[0];
  if (first === undefined) return [];
  const words = [{ word: first, start: at, end: at + first.length }];
  while (words.length < 7) {
    REST.lastIndex = words.at(-1)?.end ?? at;
    const word = REST.exec(text)?.[1];
    if (word === undefined) break;
    words.push({ word, start: REST.lastIndex - word.length, end: REST.lastIndex });
  }
  return words;
}

export function isOrganisationName(name: string): boolean {
  const words = name.split(' ');
  return (
    ORGANISATION_FIRST.test(words[0] ?? '') ||
    isGenitive(words[0] ?? '') ||
    words.some((word) => ORGANISATION_PART.test(word) || /^(?:\p{Lu}{2,}|[Ss]tads?|Syd|Nord)$/u.test(word))
  );
}

function isGenitive(word: string): boolean {
  return /[bcdfghjklmnpqrtvxz]s$/i.test(word) && !PERSONS_IN_S.test(word.split('-').at(-1) ?? '');
}
