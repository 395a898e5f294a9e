import { expect, it } from 'vitest';
import { audienceOf, type EarlierMail, type Person } from '../../server/mail/audience.ts';
import type { MeetingKind } from '../../server/settings/mail-templates.ts';

const NOTHING = { announcement: 0, changes: 0, reminder: 0, minutes: 0, calendar: 0 } as const;

function person(wishes: string, ids: Partial<Person> = {}): Person {
  const wished = Object.fromEntries(
    wishes
      .split(' ')
      .filter(Boolean)
      .map((wish) => [wish, 1]),
  );
  const whose = { subscriberId: 1, speakerId: null, generation: 1 };
  return { name: 'Kim', email: 'kim@example.org', ...whose, ...NOTHING, ...wished, ...ids };
}

let last = 0;
function mail(text: string, ids: Partial<EarlierMail> = {}): EarlierMail {
  const [kind = '', state = '', method = ''] = text.split(' ');
  return {
    id: ++last,
    subscriber_id: 1,
    speaker_id: null,
    mailing_id: 1,
    message_id: `<${kind}>`,
    method: (method || null) as EarlierMail['method'],
    state: state as EarlierMail['state'],
    kind,
    meeting_revision: 1,
    reason: null,
    ...ids,
  };
}

/** Wishes, earlier mails ("kind state method"), the mailing, and what the person gets: "" nothing, "text" no calendar. */
const TABLE: [
  wishes: string,
  earlier: string[],
  kind: MeetingKind,
  gets: '' | 'text' | 'REQUEST' | 'CANCEL',
][] = [
  ['announcement', [], 'announcement', 'text'],
  ['announcement calendar', [], 'announcement', 'REQUEST'],
  ['changes', [], 'announcement', ''],
  ['changes', [], 'change', 'text'],
  ['announcement', [], 'change', ''],
  ['announcement', ['announcement sent'], 'change', ''],
  ['announcement', ['announcement queued'], 'change', 'text'],
  ['announcement calendar', ['announcement queued REQUEST'], 'change', 'REQUEST'],
  ['announcement calendar', ['announcement sent REQUEST'], 'change', 'REQUEST'],
  ['', ['announcement sent REQUEST'], 'change', 'REQUEST'],
  ['', ['announcement sent REQUEST'], 'cancellation', 'CANCEL'],
  ['changes', ['announcement sent'], 'cancellation', 'text'],
  ['changes', [], 'cancellation', 'text'],
  ['announcement calendar', ['announcement queued REQUEST'], 'cancellation', ''],
  ['', ['announcement sent REQUEST', 'cancellation sent CANCEL'], 'cancellation', ''],
  ['', ['announcement sent REQUEST', 'cancellation sent CANCEL'], 'change', ''],
  ['announcement calendar', ['announcement failed REQUEST'], 'change', 'REQUEST'],
  ['announcement calendar', ['announcement sending REQUEST'], 'change', 'REQUEST'],
  ['announcement calendar', ['announcement unknown REQUEST'], 'cancellation', 'CANCEL'],
  ['announcement calendar', ['announcement stopped REQUEST'], 'change', 'REQUEST'],
  ['reminder', ['announcement sent REQUEST'], 'reminder', 'text'],
  ['announcement', [], 'reminder', ''],
  ['minutes', [], 'minutes', 'text'],
  ['announcement changes', [], 'minutes', ''],
];

it.each(TABLE)('who wants "%s" and had %j gets of %s: %s', (wishes, earlier, kind, gets) => {
  const members = audienceOf(
    kind,
    [person(wishes)],
    earlier.map((text) => mail(text)),
  );
  expect(members.map(({ method }) => method ?? 'text')).toEqual(gets ? [gets] : []);
});

it('tells a speaker who does not subscribe of a change only when the invitation has left', () => {
  const speaker = person('announcement minutes changes', { subscriberId: null, speakerId: 7 });
  const ids = { subscriber_id: null, speaker_id: 7 };
  const gets = (kind: MeetingKind, earlier: EarlierMail[]) => audienceOf(kind, [speaker], earlier).length;
  expect(gets('change', [])).toBe(0);
  expect(gets('change', [mail('announcement sent', ids)])).toBe(1);
  expect(gets('cancellation', [mail('announcement sent')])).toBe(0);
  expect(gets('minutes', [])).toBe(1);
});

it('threads what has left, and tells people with the same number apart', () => {
  const subscriber = person('changes', { subscriberId: 7 });
  const speaker = person('changes', { subscriberId: null, speakerId: 7 });
  const earlier = [
    mail('announcement sent REQUEST', { subscriber_id: 7, message_id: '<one>' }),
    mail('announcement queued', { subscriber_id: null, speaker_id: 7, message_id: '<two>' }),
    mail('change sent REQUEST', { subscriber_id: 7, message_id: '<three>' }),
  ];
  const members = audienceOf('cancellation', [subscriber, speaker], earlier);
  expect(members.map(({ earlier: ids, method }) => [ids, method])).toEqual([
    [['<one>', '<three>'], 'CANCEL'],
  ]);
});
