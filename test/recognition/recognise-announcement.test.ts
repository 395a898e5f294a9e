import { describe, expect, it } from 'vitest';
import { recognise } from '../../server/recognition/recognise.ts';
import type { RecognisedMeeting } from '../../server/recognition/recognised.ts';

function read(
  text: string,
  options: { year?: number; format?: 'text' | 'markdown' } = {},
): RecognisedMeeting {
  const { format = 'text', ...rest } = options;
  const [meeting] = recognise({ file: 'x', text, format }, rest).meetings;
  if (!meeting) throw new Error('inget möte');
  return meeting;
}

const invitation = `# Byrådets öppna möte 8 november – om vintervägar

Tyra Hittefors, chef på Ladan, berättar om hö.

**Tid:** måndagen den 8 november kl. 18–20
**Plats:** Ladan, Storvägen 3 och digitalt via [länk](https://www.example.org/mote)

## Övrigt

- Julgran

## Kommande möten hösten 2027 (preliminärt)

- måndag 13 december – tema presenteras inom kort
- 8 november
`;

describe('an announcement in Markdown', () => {
  it('gives time, place and what is coming', () => {
    expect(read(invitation, { format: 'markdown' })).toMatchObject({
      kind: 'announcement',
      date: '2027-11-08',
      start: '18:00',
      end: '20:00',
      place: 'Ladan, Storvägen 3',
      online: 'https://www.example.org/mote',
      theme: 'vintervägar',
      upcoming: [{ dates: ['2027-12-13'], status: 'tentative', theme: null }],
      uncertain: [],
    });
  });

  it('names its speakers in the text before the first heading', () => {
    expect(
      read(invitation, { format: 'markdown' }).sections.map(({ heading, speakers }) => [heading, speakers]),
    ).toEqual([
      [null, [{ name: 'Tyra Hittefors', role: 'chef', organisation: 'Ladan' }]],
      ['Övrigt', []],
    ]);
  });

  it('without a year is uncertain about its date', () => {
    const text = invitation.replace(' hösten 2027', '');
    const meeting = read(text, { format: 'markdown' });
    expect([meeting.date, meeting.uncertain.map(({ field }) => field)]).toEqual([null, ['date', 'upcoming']]);
    expect(read(text, { format: 'markdown', year: 2027 }).date).toBe('2027-11-08');
  });

  it('doubts a weekday that does not fit', () => {
    const text = invitation.replace('november –', 'november 2027 –').replace('måndagen', 'tisdagen');
    const meeting = read(text, { format: 'markdown' });
    expect([meeting.date, meeting.uncertain.map(({ field }) => field)]).toEqual(['2027-11-08', ['date']]);
  });

  it.for([
    ['Plats: Ladan, Storvägen 3', 'Ladan, Storvägen 3', null],
    ['Plats: Ladan (och digitalt via Teams)', 'Ladan', 'digitalt via Teams'],
    ['Plats: Digitalt via Zoom', null, 'Digitalt via Zoom'],
    ['Var: Ladan, plan 2.', 'Ladan, plan 2', null],
  ] as const)('%s', ([line, place, online]) => {
    const meeting = read(`Byarådets möte 8 november 2027\n\nTid: kl. 18-20\n${line}\n\nVälkomna!`);
    expect([meeting.place, meeting.online]).toEqual([place, online]);
  });
});
