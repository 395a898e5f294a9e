import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  announcementFacts,
  announcementHtml,
  announcementText,
} from '../../server/channels/announcement-text.ts';
import { DEFAULT_SETTINGS } from '../../server/settings/settings.ts';
import { aSpeaker, anItem } from '../support/agenda.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { aDate, aMeeting, storeMeeting } from '../support/calendar.ts';

const SPEAKER = { id: 1, speaker_id: 1, role: 'rektor', organisation: 'Exempelskolan' };
const MEETING = aMeeting({
  themes: [{ id: 1, slug: 'pengar', title: 'Pengar & <vanor>', part: 'del 2' }],
  description: 'Vi talar om **pengar**.',
  online: 'https://video.example.org/rum?a=1&b=2',
  items: [
    anItem({
      title: 'Att låna',
      planned_minutes: 20,
      speakers: [
        aSpeaker({ ...SPEAKER, name: 'Ebba Provén' }),
        aSpeaker({ ...SPEAKER, name: 'Okänd Svarande', answer: 'waiting' }),
      ],
    }),
    anItem({ id: 2, position: 1, title: 'Övriga frågor', kind: 'other-business' }),
  ],
});
const facts = (values: Partial<typeof MEETING> = {}) =>
  announcementFacts({ ...MEETING, ...values }, DEFAULT_SETTINGS, 'https://moten.example.org');

it('writes the announcement as plain text', () => {
  expect(announcementText(facts())).toBe(`Gemensam utvecklingsgrupp

Pengar & <vanor>, del 2

Tid: måndag 21 december 2026 kl. 13.30–15.30
Plats: Medborgarhuset, plan 2
Digitalt: https://video.example.org/rum?a=1&b=2

Vi talar om pengar.

Dagordning
– Att låna (Ebba Provén, rektor, Exempelskolan)
– Övriga frågor

Du behöver inte anmäla dig.

Läs mer: https://moten.example.org/moten/2026-12-21`);
});

it('writes the announcement as HTML', () => {
  expect(announcementHtml(facts())).toBe(`<h2>Pengar &amp; &lt;vanor&gt;, del 2</h2>
<p><strong>Tid:</strong> måndag 21 december 2026 kl. 13.30–15.30<br>
<strong>Plats:</strong> Medborgarhuset, plan 2<br>
<strong>Digitalt:</strong> <a href="https://video.example.org/rum?a=1&amp;b=2">https://video.example.org/rum?a=1&amp;b=2</a></p>
<p>Vi talar om <strong>pengar</strong>.</p>
<h3>Dagordning</h3>
<ul>
<li>Att låna (Ebba Provén, rektor, Exempelskolan)</li>
<li>Övriga frågor</li>
</ul>
<p>Du behöver inte anmäla dig.</p>
<p><a href="https://moten.example.org/moten/2026-12-21">Läs mer om mötet</a></p>`);
});

it('names every date that is still possible, and invites nobody to a cancelled meeting', () => {
  const dates = [aDate(), aDate({ id: 2, date: '2026-12-22', leading: 0 })];
  expect(announcementText(facts({ dates, state: 'tentative' }))).toContain(
    'Preliminärt: Pengar & <vanor>, del 2\n\nMöjliga datum: måndag 21 december 2026 eller tisdag 22 december 2026 kl. 13.30–15.30\n',
  );
  const cancelled = facts({ state: 'cancelled', cancelled_reason: 'Sjukdom.' });
  expect(announcementText(cancelled)).toBe(`Gemensam utvecklingsgrupp

Inställt: Pengar & <vanor>, del 2

Tid: måndag 21 december 2026 kl. 13.30–15.30

Sjukdom.

Läs mer: https://moten.example.org/moten/2026-12-21`);
  expect(announcementHtml(cancelled)).not.toContain('anmäla');
});

let app: TestApp;
beforeEach(async () => (app = await startApp()));
afterEach(() => app.close());

it.each([0, 1, 500])('shows both texts to the secretary, with %i items', async (count) => {
  const items = Array.from({ length: count }, (_, index) => `Punkt ${index} <i>`);
  await storeMeeting(app.context, { items });
  await app.signIn();
  const { status, text } = await app.get('/admin/moten/2026-12-21/texter');
  expect(status).toBe(200);
  const areas = [...text.matchAll(/<textarea[^>]* readonly[^>]*>\n([^<]*)<\/textarea>/g)];
  expect(areas.map((area) => area[1]!.match(/Punkt/g)?.length ?? 0)).toEqual([count, count]);
  expect(text.match(/<button type="button"[^>]*data-copy[^>]* hidden>/g)).toHaveLength(2);
});

it('is for secretaries, and for meetings that exist', async () => {
  await storeMeeting(app.context);
  expect((await app.get('/admin/moten/2026-12-21/texter')).status).toBe(401);
  await app.signIn();
  expect((await app.get('/admin/moten/2026-12-22/texter')).status).toBe(404);
});
