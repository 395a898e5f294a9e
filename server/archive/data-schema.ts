interface Field {
  type: string | string[];
  text: string;
}

const NULLABLE = ['string', 'null'];

/** What each meeting in /data/moten.json has. */
export const MEETING_FIELDS: Record<string, Field> = {
  url: { type: 'string', text: 'Mötets sida.' },
  title: { type: 'string', text: 'Temat, eller mötets namn när temat inte är bestämt.' },
  date: {
    type: 'string',
    text: 'Dagen, 2026-12-21. När datumet inte är bestämt: den första av de möjliga dagarna.',
  },
  candidateDates: { type: 'array', text: 'Alla möjliga dagar; dropped är sant för en dag som utgår.' },
  start: { type: NULLABLE, text: 'När det börjar, 13:30, i tidszonen som står överst i filen.' },
  end: { type: NULLABLE, text: 'När det slutar.' },
  place: { type: NULLABLE, text: 'Platsen.' },
  online: { type: NULLABLE, text: 'Länken eller orden om att delta digitalt.' },
  status: {
    type: 'string',
    text: 'tentative (preliminärt), confirmed (bestämt), cancelled (inställt) eller held (hållet).',
  },
  cancelledReason: { type: NULLABLE, text: 'Varför mötet är inställt.' },
  themes: { type: 'array', text: 'Teman, med titel, del och adress.' },
  description: { type: 'string', text: 'Texten Om mötet, i Markdown.' },
  agenda: {
    type: 'array',
    text: 'Dagordningens punkter med sort, läge och medverkande, från det att den är öppen för alla.',
  },
  changed: { type: 'string', text: 'När uppgifterna ändrades senast, i UTC.' },
  hasMinutes: {
    type: 'boolean',
    text: 'Sant när det finns minnesanteckningar. Texten står i mötets egen .json.',
  },
};

/** The columns of /data/moten.csv. */
export const CSV_FIELDS: Record<string, string> = {
  datum: 'Dagen, 2026-12-21.',
  start: 'När mötet börjar, 13:30.',
  slut: 'När mötet slutar.',
  status: 'tentative, confirmed, cancelled eller held, som i JSON.',
  tema: 'Temat.',
  plats: 'Platsen.',
  organisationer: 'Organisationer som medverkade, med komma emellan.',
  minnesanteckningar: 'ja eller nej.',
  adress: 'Mötets sida.',
};

/** JSON Schema 2020-12 of /data/moten.json. */
export function dataSchema(baseUrl: string) {
  const properties = Object.fromEntries(
    Object.entries(MEETING_FIELDS).map(([name, { type, text }]) => [name, { type, description: text }]),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${baseUrl}/data/schema.json`,
    type: 'object',
    required: ['publisher', 'licence', 'timeZone', 'meetings'],
    properties: {
      publisher: { type: 'string', description: 'Gruppens namn.' },
      licence: { type: NULLABLE, description: 'Hur uppgifterna får användas.' },
      timeZone: { type: 'string', description: 'Tidszonen för start och end.' },
      meetings: {
        type: 'array',
        items: { type: 'object', required: Object.keys(MEETING_FIELDS), properties },
      },
    },
  };
}
