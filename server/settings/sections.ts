import { email, link, plain, time, whole, zone, type SettingField } from './field.ts';
import { readBreaks, readSkeleton, showBreaks } from './lines.ts';
import { MAIL_FIELDS } from './mail-fields.ts';
import { MINUTES_FIELDS } from './minutes-fields.ts';
import { digestDay } from './reminder-fields.ts';
import { RULE_FIELDS, breaksMove } from './rule-fields.ts';
import type { Settings } from './settings.ts';

export interface SettingSection {
  slug: string;
  title: string;
  lead: string;
  fields: readonly SettingField[];
}

const skeleton: SettingField = {
  name: 'agendaSkeleton',
  label: 'Punkter som alltid är med',
  hint: 'En per rad, i ordning.',
  rows: 8,
  show: (settings) => settings.agendaSkeleton.map(({ title }) => title).join('\n'),
  read: readSkeleton,
  put: (settings, value) => ({ ...settings, agendaSkeleton: value as Settings['agendaSkeleton'] }),
};

const breaks: SettingField = {
  name: 'schoolBreaks',
  label: 'Skollov',
  hint: 'Ett per rad: sportlov 2027-02-22–2027-02-26. Ett år utan egna datum får sportlov vecka 8, påsklov veckan före annandag påsk och höstlov vecka 44.',
  rows: 8,
  show: (settings) => showBreaks(settings.schoolBreaks),
  read: readBreaks,
  put: (settings, value) => ({ ...settings, schoolBreaks: value as Settings['schoolBreaks'] }),
};

export const SECTIONS: readonly SettingSection[] = [
  {
    slug: 'gruppen',
    title: 'Gruppen',
    lead: 'Det som står överst på den öppna sidan och under Om gruppen.',
    fields: [
      plain('groupName', 'Gruppens namn', { required: true }),
      plain('purpose', 'Vad gruppen är till för', { hint: 'En kort rad.' }),
      plain('lead', 'Inledning på startsidan', { rows: 3 }),
      plain('about', 'Om gruppen', { rows: 8, hint: 'Du kan använda Markdown.' }),
      plain('contactName', 'Kontaktperson'),
      email('contactEmail', 'Kontaktpersonens e-post', 'Visas på den öppna sidan.'),
      plain('licence', 'Licens', { hint: 'Hur texterna får användas, till exempel CC BY 4.0.' }),
    ],
  },
  {
    slug: 'platsen',
    title: 'Platsen',
    lead: 'Gäller nya möten. Möten som redan finns ändras inte.',
    fields: [
      plain('place', 'Plats', { hint: 'Med adress och våning.' }),
      plain('wayThere', 'Vägen dit', { rows: 4 }),
      plain('access', 'Tillgänglighet', {
        rows: 4,
        hint: 'Till exempel hörslinga, hiss och entré utan trappsteg.',
      }),
    ],
  },
  {
    slug: 'tider',
    title: 'Tider och regel',
    lead: 'Regeln används när du planerar en termin. Möten som redan finns ändras inte.',
    fields: [
      time('startTime', 'Mötet börjar'),
      time('endTime', 'Mötet slutar'),
      ...RULE_FIELDS,
      zone('Tidszon', 'Till exempel Europe/Stockholm.'),
    ],
  },
  {
    slug: 'digitalt',
    title: 'Delta digitalt',
    lead: 'Hur man är med på distans. Gäller nya möten.',
    fields: [
      link('onlineLink', 'Länk till mötet', 'Börjar med https://.'),
      plain('onlineInstructions', 'Så gör man', { rows: 4 }),
      plain('onlineTelephone', 'Ring in på telefon', { hint: 'Nummer och kod.' }),
    ],
  },
  {
    slug: 'dagordning',
    title: 'Dagordningens stomme',
    lead: 'Nya möten får de här punkterna. Möten som redan finns ändras inte.',
    fields: [skeleton],
  },
  {
    slug: 'minnesanteckningar',
    title: 'Minnesanteckningar',
    lead: 'Det som återkommer i alla minnesanteckningar.',
    fields: [plain('closingSentence', 'Avslutande mening', { rows: 3 }), ...MINUTES_FIELDS],
  },
  {
    slug: 'utskick',
    title: 'Utskick och tider',
    lead: 'När översikten och mejlen påminner dig, och hur länge ett utskick väntar innan det går i väg.',
    fields: [
      whole('schedule', 'themeDays', 'Temat ska vara klart, dagar före mötet', [0, 365]),
      whole('schedule', 'agendaDays', 'Dagordningen ska vara klar, dagar före mötet', [0, 365]),
      whole('schedule', 'announcementDays', 'Inbjudan ska skickas, dagar före mötet', [0, 365]),
      whole('schedule', 'reminderDays', 'Påminnelse, dagar före mötet', [0, 60]),
      whole('schedule', 'minutesDays', 'Minnesanteckningarna ska vara ute, dagar efter mötet', [0, 365]),
      whole('schedule', 'readingDays', 'Medverkande får läsa sin del av utkastet, dagar', [1, 60]),
      whole('schedule', 'termDays', 'Nästa termin ska vara planerad, dagar innan den börjar', [0, 365]),
      whole('schedule', 'proposalDays', 'Förslag ska ha fått svar, dagar efter att de kom', [1, 365]),
      digestDay,
      whole('schedule', 'followUpDays', 'Fråga om uppföljningar, dagar före mötet (0 = fråga inte)', [0, 60]),
      whole('schedule', 'holdingMinutes', 'Utskick väntar, minuter', [0, 1440]),
      whole('schedule', 'perMinute', 'Mejl i minuten, som mest (0 = ingen gräns)', [0, 100_000]),
    ],
  },
  {
    slug: 'skollov',
    title: 'Skollov',
    lead: 'Planeringen av en termin tar hänsyn till de här dagarna.',
    fields: [breaks, breaksMove],
  },
  {
    slug: 'lagring',
    title: 'Lagringstider',
    lead: 'Hur många dagar uppgifter sparas innan de tas bort.',
    fields: [
      whole('retention', 'unconfirmedDays', 'Prenumerationer som inte bekräftats, dagar', [1, 90]),
      whole('retention', 'sentMailDays', 'Innehållet i skickade mejl, dagar', [1, 730]),
      whole('retention', 'backupDays', 'Säkerhetskopior, dagar', [1, 730]),
    ],
  },
  {
    slug: 'personuppgifter',
    title: 'Personuppgifter',
    lead: 'Visas på sidan Personuppgifter.',
    fields: [
      plain('controller', 'Personuppgiftsansvarig', { hint: 'Namn och adress.', rows: 3 }),
      plain('dataProtectionContact', 'Dataskyddsombud', { hint: 'Hur man når ombudet.', rows: 3 }),
    ],
  },
  {
    slug: 'mejltexter',
    title: 'Mejltexter',
    lead: 'Orden inom klammer byts mot mötets uppgifter när mejlet görs.',
    fields: MAIL_FIELDS,
  },
];
