import type { Db, Trx } from '../../db/schema.ts';
import type { KnownToGroup } from '../checks/check-document.ts';
import type { Known } from '../checks/finding.ts';
import type { Meeting } from '../meetings/meeting.ts';
import { getSettings } from '../settings/queries.ts';
import type { Settings } from '../settings/settings.ts';
import { listOrganisations, listSpeakers } from '../speakers/queries.ts';
import { nameKey } from '../shared/slug.ts';
import { gateOf, type Gate, type Overrule } from './gate.ts';
import type { MinutesContent } from './minutes.ts';
import { deadLinkTest } from './page-links.ts';
import { listNamed } from './withheld-queries.ts';

/** What the rules say of the text now, and what has been let stand. */
export async function readGate(
  db: Db,
  meeting: Meeting,
  content: MinutesContent,
  baseUrl: string,
): Promise<Gate> {
  return gateOf(content, await findKnown(db, meeting, content, baseUrl), await listOverrules(db, meeting.id));
}

async function findKnown(db: Db, meeting: Meeting, content: MinutesContent, baseUrl: string): Promise<Known> {
  const settings = await getSettings(db);
  const [register, named, organisations] = [
    await listSpeakers(db),
    await listNamed(db, meeting.id),
    await listOrganisations(db),
  ];
  const withheld = new Set(named.filter((one) => !one.named).map(({ name }) => nameKey(name)));
  for (const { name } of named.filter((one) => one.named)) withheld.delete(nameKey(name));
  const printed = content.sections.flatMap(({ speakers }) => speakers);
  const names = [settings.contactName, ...[...register, ...named].map(({ name }) => name)];
  return {
    contactEmail: settings.contactEmail,
    names: names.filter((name) => name && !withheld.has(nameKey(name))),
    people: [...printed, ...named],
    organisations: [
      settings.groupName,
      ...organisations.map(({ name }) => name),
      ...printed.flatMap(({ organisation }) => organisation ?? []),
      ...(content.attendance?.organisations ?? []),
    ],
    publicTexts: [...publicTextsOf(settings), meeting.place],
    glossary: settings.glossary,
    isDead: deadLinkTest(content, await listAddresses(db), baseUrl),
  };
}

/** What may stand in any text of the group. */
export async function findKnownToGroup(db: Db): Promise<KnownToGroup> {
  const [settings, people, organisations] = [
    await getSettings(db),
    await listSpeakers(db),
    await listOrganisations(db),
  ];
  return {
    contactEmail: settings.contactEmail,
    names: [settings.contactName, ...people.map(({ name }) => name)].filter(Boolean),
    people: [],
    organisations: [settings.groupName, ...organisations.map(({ name }) => name)],
    publicTexts: publicTextsOf(settings),
    glossary: settings.glossary,
  };
}

function publicTextsOf(settings: Settings): string[] {
  const { place, wayThere, access, onlineInstructions, onlineTelephone, closingSentence } = settings;
  return [place, wayThere, access, onlineInstructions, onlineTelephone, closingSentence];
}

const FOLDERS = { meeting: 'moten', theme: 'teman', organisation: 'organisationer' } as const;

/** The paths of all pages about one thing, former ones too. */
async function listAddresses(db: Db): Promise<ReadonlySet<string>> {
  const former = await db.selectFrom('former_address').select(['kind', 'slug']).execute();
  const found = new Set(former.map(({ kind, slug }) => `/${FOLDERS[kind]}/${slug}`));
  for (const kind of ['meeting', 'theme', 'organisation'] as const)
    for (const { slug } of await db.selectFrom(kind).select('slug').execute())
      found.add(`/${FOLDERS[kind]}/${slug}`);
  return found;
}

async function listOverrules(db: Db, meetingId: number): Promise<Overrule[]> {
  return db
    .selectFrom('minutes_overrule')
    .leftJoin('user', 'user.id', 'minutes_overrule.user_id')
    .select(['key', 'rule', 'reason', 'at', 'user.name as who'])
    .where('meeting_id', '=', meetingId)
    .orderBy('at')
    .execute();
}

export async function insertOverrule(
  trx: Trx,
  overrule: {
    meeting_id: number;
    key: string;
    rule: string;
    reason: string;
    user_id: number | null;
    at: string;
  },
): Promise<void> {
  await trx
    .insertInto('minutes_overrule')
    .values(overrule)
    .onConflict((conflict) => conflict.columns(['meeting_id', 'key']).doUpdateSet(overrule))
    .execute();
}

export async function deleteOverrule(trx: Trx, meetingId: number, key: string): Promise<void> {
  await trx
    .deleteFrom('minutes_overrule')
    .where('meeting_id', '=', meetingId)
    .where('key', '=', key)
    .execute();
}

/** A key is made of the words: once they are struck, not even that is kept. */
export async function deleteOverrules(trx: Trx, meetingId: number): Promise<void> {
  await trx.deleteFrom('minutes_overrule').where('meeting_id', '=', meetingId).execute();
}

export async function insertCheck(
  trx: Trx,
  check: {
    meeting_id: number;
    revision_number: number;
    overruled: number;
    reason?: string;
    user_id: number | null;
    at: string;
  },
): Promise<void> {
  await trx.insertInto('minutes_check').values(check).execute();
}

/** Who let the text be published last, and when. */
export function findLastCheck(db: Db, meetingId: number) {
  return db
    .selectFrom('minutes_check')
    .leftJoin('user', 'user.id', 'minutes_check.user_id')
    .select(['minutes_check.at', 'minutes_check.overruled', 'minutes_check.reason', 'user.name as who'])
    .where('meeting_id', '=', meetingId)
    .orderBy('minutes_check.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
