import { afterEach, beforeEach, expect, it } from 'vitest';
import { remindSecretaries } from '../../server/reminders/actions.ts';
import { addDays, instantOf } from '../../server/shared/time.ts';
import { SECRETARY } from '../support/app.ts';
import { makeMeeting } from '../support/meetings.ts';
import { change, inboxes, startMailApp, type MailApp } from '../support/mailbox.ts';
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts';

const ZONE = 'Europe/Stockholm';
let app: MailApp;
beforeEach(async () => {
  app = await startMailApp();
  await makeMeeting(app, { dates: ['2026-12-21'] });
});
afterEach(() => app.close());

/** What comes when the app does its errands at that time. */
async function mailAt(day: string, time: string) {
  app.clock.now = instantOf(day, time, ZONE);
  await remindSecretaries(app.context);
  return (await inboxes(app))[SECRETARY.email]?.mail;
}

it('walks a month day by day: one mail a week, and one on the day after a deadline', async () => {
  const found: string[] = [];
  for (let day = '2026-11-23'; day <= '2026-12-31'; day = addDays(day, 1)) {
    expect(await mailAt(day, '06:59'), `${day} at night`).toBeUndefined();
    const mail = await mailAt(day, '07:00');
    if (mail) found.push(`${day} ${mail.subject}`);
    expect(await mailAt(day, '15:00'), `${day} once more`).toBeUndefined();
  }
  expect(found).toEqual([
    '2026-11-23 Att göra: 2 saker är försenade',
    '2026-11-30 Att göra: 2 saker är försenade, 1 sak ska göras inom sju dagar',
    '2026-12-01 Försenat: Skriv dagordningen för mötet 21 december',
    '2026-12-07 Att göra: 3 saker är försenade, 2 saker ska göras inom sju dagar',
    '2026-12-12 Försenat: 2 saker',
    '2026-12-14 Att göra: 5 saker är försenade',
    '2026-12-21 Att göra: 1 sak är försenad',
    '2026-12-28 Att göra: 1 sak är försenad, 1 sak ska göras inom sju dagar',
    '2026-12-29 Försenat: Skriv minnesanteckningar från mötet 21 december',
  ]);
}, 60_000);

const WEEK = `Det här är dags att göra i Gemensam utvecklingsgrupp.

Försenat
– Välj tema för mötet 21 december. Skulle ha varit klart måndag 9 november 2026. https://moten.example.org/admin/moten/2026-12-21/redigera
– Planera våren 2027. Skulle ha varit klart fredag 20 november 2026. https://moten.example.org/admin/terminer/2027-vt

De närmaste sju dagarna
– Skriv dagordningen för mötet 21 december. Senast måndag 30 november 2026. https://moten.example.org/admin/moten/2026-12-21#dagordning

Veckan därefter
– Bjud in till mötet 21 december. Senast fredag 11 december 2026. https://moten.example.org/admin/moten/2026-12-21#inbjudan
– Skicka dagordningen till mötet 21 december. Senast fredag 11 december 2026. https://moten.example.org/admin/moten/2026-12-21/utskick/ny?slag=announcement

Allt för de närmaste sex veckorna: https://moten.example.org/admin/overlamning

--
Du får det här mejlet för att du är sekreterare i Gemensam utvecklingsgrupp.
Stäng av mejlen: https://moten.example.org/admin/konton#mejl
`;
/** Without the line breaks of the wrapping. */
const unwrapped = (text: string) =>
  text.replace(/\n {2}|(?<=i Gemensam|veckorna:)\n/g, ' ').replace(/ +$/gm, '');

it('says what, by which day and where, the late first', async () => {
  const mail = (await mailAt('2026-11-30', '07:00'))!;
  expect(unwrapped(mail.text!)).toBe(WEEK);
  const paths = [...WEEK.matchAll(/https:\/\/moten\.example\.org(\/\S+)/g)].map(([, path]) => path!);
  expect(paths).toHaveLength(7);
  for (const path of paths) {
    expect(mail.html).toContain(`href="https://moten.example.org${path}"`);
    expect([path, (await app.get(path.split('#')[0]!)).status]).toEqual([path, 401]);
  }
  expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
});

it('tells only what has become late since the last time', async () => {
  await mailAt('2026-11-30', '07:00');
  const late = (await mailAt('2026-12-01', '07:00'))!.text!;
  expect(unwrapped(late).match(/^– .*$/gm)).toEqual([
    '– Skriv dagordningen för mötet 21 december. Skulle ha varit klart måndag 30 november 2026. https://moten.example.org/admin/moten/2026-12-21#dagordning',
  ]);
});

it('tells after some days off what became late meanwhile, in one mail', async () => {
  await mailAt('2026-11-27', '12:00');
  const mail = (await mailAt('2026-12-03', '19:59'))!;
  expect(mail.subject).toBe('Försenat: Skriv dagordningen för mötet 21 december');
  expect(await mailAt('2026-12-04', '07:00')).toBeUndefined();
});

it('waits for the morning when the day is over', async () => {
  await mailAt('2026-11-29', '12:00');
  expect(await mailAt('2026-11-30', '20:00')).toBeUndefined();
  expect((await mailAt('2026-12-01', '07:00'))!.subject).toMatch(/^Att göra: 3 saker är försenade/);
});

it.each([
  ['2026-10-25', '2026-10-24', '06:00:00.000Z', '05:59:59.000Z'],
  ['2027-03-28', '2027-03-27', '05:00:00.000Z', '04:59:59.000Z'],
])('keeps to seven in the morning on %s, when the clocks change', async (day, before, at, early) => {
  const schedule = { ...DEFAULT_SETTINGS.schedule, digestDay: 7, minutesDays: 3 };
  await change(app, { schedule });
  await makeMeeting(app, { dates: [addDays(day, 20)] });
  const mailAtInstant = async (instant: string) => {
    app.clock.now = instant;
    await remindSecretaries(app.context);
    return (await inboxes(app))[SECRETARY.email]?.mail.subject;
  };
  await mailAtInstant(`${before}T12:00:00.000Z`);
  expect(await mailAtInstant(`${day}T${early}`)).toBeUndefined();
  expect(await mailAtInstant(`${day}T${at}`)).toMatch(/^Att göra: /);
  expect(await mailAt(day, '19:59')).toBeUndefined();
  expect(await mailAt(addDays(day, 7), '06:59')).toBeUndefined();
  expect(await mailAt(addDays(day, 7), '07:00')).toMatchObject({ to: { text: expect.any(String) } });
});
