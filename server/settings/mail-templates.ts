/** Mailings about one meeting. */
export const MEETING_KINDS = ['announcement', 'change', 'cancellation', 'reminder', 'minutes'] as const;
export type MeetingKind = (typeof MEETING_KINDS)[number];
export const TEMPLATE_KINDS = [...MEETING_KINDS, 'programme', 'message'] as const;
export type TemplateKind = (typeof TEMPLATE_KINDS)[number];
export type MailTemplates = Record<TemplateKind, { subject: string; text: string }>;

/** Placeholder -> what it stands for. */
export const PLACEHOLDERS: Record<string, string> = {
  grupp: 'gruppens namn',
  namn: 'mottagarens namn',
  tema: 'mötets tema',
  datum: 'måndag 21 december 2026',
  tid: 'kl. 13.30–15.30',
  plats: 'platsen',
  digitalt: 'länken eller orden om digitalt deltagande',
  'om mötet': 'texten Om mötet',
  dagordning: 'dagordningen, en punkt per rad',
  ändrat: 'Nytt datum, Ändrad tid, Ny plats eller Ändrat',
  ändring: 'vad som är ändrat, en rad för varje sak',
  orsak: 'varför mötet är inställt',
  'kort sagt': 'Kort sagt i de publicerade minnesanteckningarna',
  länk: 'mötets sida',
  svar: 'mottagarens egen länk för att svara',
  termin: 'våren 2027',
  program: 'terminens möten, ett per rad',
};

const FACTS = 'Tid: {datum} {tid}\nPlats: {plats}\nDigitalt: {digitalt}';

export const STANDARD_TEMPLATES: MailTemplates = {
  announcement: {
    subject: 'Inbjudan: {tema}, {datum}',
    text: `Välkommen till {grupp}!\n\n{tema}\n\n${FACTS}\n\n{om mötet}\n\nDagordning\n{dagordning}\n\nDu behöver inte anmäla dig. Men du får gärna svara om du kommer, och om du behöver något:\n{svar}\n\nLäs mer: {länk}`,
  },
  change: {
    subject: '{ändrat}: {tema}, {datum}',
    text: `Mötet med {grupp} är ändrat.\n\n{ändring}\n\nNu gäller:\n${FACTS}\n\nLäs mer: {länk}`,
  },
  cancellation: {
    subject: 'Inställt: {tema}, {datum}',
    text: 'Mötet med {grupp} {datum} är inställt.\n\n{orsak}\n\nKommande möten: {länk}',
  },
  reminder: {
    subject: 'Påminnelse: {tema}, {datum}',
    text: `Snart ses vi i {grupp}.\n\n{tema}\n\n${FACTS}\n\nLäs mer: {länk}`,
  },
  minutes: {
    subject: 'Minnesanteckningar: {tema}, {datum}',
    text: 'Minnesanteckningarna från {grupp} {datum} finns nu att läsa.\n\n{kort sagt}\n\n{länk}',
  },
  programme: {
    subject: '{grupp} {termin}: vårt program',
    text: 'Här är våra möten {termin}. Alla är välkomna.\n\nMöten\n{program}\n\nFå dem i din egen kalender, eller läs mer: {länk}',
  },
  message: { subject: 'Från {grupp}', text: 'Hej!\n\nSkriv ditt meddelande här.' },
};
