import { sql, type RawBuilder } from 'kysely';

export interface Column {
  table: string;
  column: string;
  label: string;
  /** The meeting that the text belongs to. */
  meeting: RawBuilder<unknown>;
  json?: true;
  /** Empty would be no title. */
  needed?: true;
}

const NONE = sql`null`;
const OWN = sql`meeting_id`;
const OF_ITEM = sql`coalesce((select f.meeting_id from follow_up as f where f.id = agenda_item.follow_up_id), meeting_id)`;
const OF_SPEAKER = sql`(select i.meeting_id from agenda_item as i where i.id = agenda_item_id)`;
const OF_FOLLOW_UP = sql`(select f.meeting_id from follow_up as f where f.id = follow_up_id)`;
const OF_MAIL = sql`coalesce(meeting_id, (select m.meeting_id from mailing as m where m.id = mailing_id))`;
/** A speaker's material has its meeting; another document has one when it is tied to that alone. */
const OF_DOCUMENT = sql`coalesce(meeting_id, (select iif(count(*) = 1, min(d.meeting_id), null) from document_of_meeting as d where d.document_id = document.id))`;
const OF_OVERRULED = sql`(select iif(count(*) = 1, min(d.meeting_id), null) from document_of_meeting as d where d.document_id = document_overrule.document_id)`;
const SPEAKER = 'Det som en medverkande har skrivit';

/** Every column with words that people wrote, and that can be changed without anything else changing its meaning. */
export const STRUCK: readonly Column[] = [
  { table: 'meeting', column: 'description', label: 'Om mötet', meeting: sql`id` },
  { table: 'meeting', column: 'cancelled_reason', label: 'Varför mötet är inställt', meeting: sql`id` },
  { table: 'minutes', column: 'unpublished_reason', label: 'Varför texten är avpublicerad', meeting: OWN },
  { table: 'minutes_revision', column: 'note', label: 'Noterna vid versionerna', meeting: OWN },
  { table: 'minutes_overrule', column: 'reason', label: 'Skälen vid granskningen', meeting: OWN },
  { table: 'minutes_check', column: 'reason', label: 'Skälen vid granskningen', meeting: OWN },
  { table: 'agenda_item', column: 'title', label: 'Dagordningen', meeting: OF_ITEM, needed: true },
  { table: 'agenda_item', column: 'reason', label: 'Varför en punkt inte hölls', meeting: OF_ITEM },
  { table: 'meeting_theme', column: 'part', label: 'Temats del', meeting: OWN },
  { table: 'agenda_speaker', column: 'message', label: SPEAKER, meeting: OF_SPEAKER },
  { table: 'agenda_speaker', column: 'needs', label: SPEAKER, meeting: OF_SPEAKER },
  { table: 'agenda_speaker', column: 'correction', label: SPEAKER, meeting: OF_SPEAKER },
  { table: 'agenda_speaker', column: 'printed_before', label: SPEAKER, meeting: OF_SPEAKER, json: true },
  { table: 'follow_up', column: 'what', label: 'Uppföljningar', meeting: OWN, needed: true },
  { table: 'follow_up', column: 'who', label: 'Uppföljningar', meeting: OWN },
  { table: 'follow_up', column: 'when_text', label: 'Uppföljningar', meeting: OWN },
  { table: 'follow_up', column: 'answer', label: 'Svar på uppföljningar', meeting: OWN },
  { table: 'follow_up_event', column: 'answer', label: 'Svar på uppföljningar', meeting: OF_FOLLOW_UP },
  { table: 'document', column: 'title', label: 'Underlag', meeting: OF_DOCUMENT, needed: true },
  { table: 'document', column: 'source', label: 'Underlag', meeting: OF_DOCUMENT },
  { table: 'document', column: 'text', label: 'Texten ur ett underlag', meeting: OF_DOCUMENT },
  { table: 'document', column: 'file_name', label: 'Underlag', meeting: OF_DOCUMENT, needed: true },
  { table: 'document_overrule', column: 'reason', label: 'Skälen vid granskningen', meeting: OF_OVERRULED },
  { table: 'answer', column: 'needs', label: 'Svar på inbjudan', meeting: OWN },
  { table: 'import_source', column: 'recognised', label: 'Den importerade texten', meeting: OWN, json: true },
  { table: 'import_filled', column: 'before', label: 'Den importerade texten', meeting: OWN },
  { table: 'import_filled', column: 'after', label: 'Den importerade texten', meeting: OWN },
  { table: 'import_source', column: 'file', label: 'Den importerade texten', meeting: OWN },
  ...(['recognised', 'doubts', 'notes', 'origin', 'source'] as const).map((column): Column => ({
    table: 'import_find',
    column,
    label: 'Texter som väntar på att läsas in',
    meeting: NONE,
    json: true,
  })),
  {
    table: 'import_file',
    column: 'fault',
    label: 'Texter som väntar på att läsas in',
    meeting: NONE,
  },
  {
    table: 'import_file',
    column: 'name',
    label: 'Texter som väntar på att läsas in',
    meeting: NONE,
    needed: true,
  },
  { table: 'mailing', column: 'subject', label: 'Utskick', meeting: OWN, needed: true },
  { table: 'mailing', column: 'text', label: 'Utskick', meeting: OWN },
  { table: 'mailing', column: 'facts', label: 'Utskick', meeting: OWN, json: true },
  { table: 'mailing_draft', column: 'subject', label: 'Påbörjade utskick', meeting: OWN },
  { table: 'mailing_draft', column: 'change', label: 'Påbörjade utskick', meeting: OWN },
  { table: 'mailing_draft', column: 'text', label: 'Påbörjade utskick', meeting: OWN },
  { table: 'outbox', column: 'subject', label: 'Ämnesrader i mejlloggen', meeting: OF_MAIL, needed: true },
  { table: 'theme', column: 'description', label: 'Temats beskrivning', meeting: NONE },
  { table: 'theme', column: 'backlog_note', label: 'Anteckningen vid ett sparat tema', meeting: NONE },
  { table: 'proposal', column: 'title', label: 'Förslag', meeting: NONE, needed: true },
  { table: 'proposal', column: 'text', label: 'Förslag', meeting: NONE },
  { table: 'proposal', column: 'answer', label: 'Svar på förslag', meeting: NONE },
  { table: 'proposal_event', column: 'answer', label: 'Svar på förslag', meeting: OWN },
  { table: 'proposal_offer', column: 'text', label: 'Erbjudanden vid förslag', meeting: NONE },
];

/** Where words stay: the label says where the secretary changes them. */
export const LEFT: readonly Column[] = [
  {
    table: 'old_address',
    column: 'path',
    label: 'En adress där texten stod förut. Den leder bara hit',
    meeting: OWN,
  },
  { table: 'theme', column: 'title', label: 'Ett temas namn. Ändra det under Möten, Teman', meeting: NONE },
  {
    table: 'agenda_speaker',
    column: 'name',
    label: 'En medverkandes namn. Ändra det under mötets medverkande',
    meeting: OF_SPEAKER,
  },
  {
    table: 'agenda_speaker',
    column: 'role',
    label: 'En medverkandes roll. Ändra den under mötets medverkande',
    meeting: OF_SPEAKER,
  },
  {
    table: 'agenda_speaker',
    column: 'organisation',
    label: 'En medverkandes organisation. Ändra den under mötets medverkande',
    meeting: OF_SPEAKER,
  },
  { table: 'speaker', column: 'name', label: 'Registret. Ändra det under Medverkande', meeting: NONE },
  { table: 'speaker', column: 'role', label: 'Registret. Ändra det under Medverkande', meeting: NONE },
  { table: 'speaker', column: 'email', label: 'Registret. Ändra det under Medverkande', meeting: NONE },
  { table: 'organisation', column: 'name', label: 'Registret. Ändra det under Medverkande', meeting: NONE },
  { table: 'organisation', column: 'email', label: 'Registret. Ändra det under Medverkande', meeting: NONE },
  { table: 'meeting', column: 'place', label: 'Mötets plats. Ändra den vid mötet', meeting: sql`id` },
  { table: 'meeting', column: 'online', label: 'Mötets länk. Ändra den vid mötet', meeting: sql`id` },
  {
    table: 'document',
    column: 'url',
    label: 'Adressen till ett underlag. Ta bort underlaget',
    meeting: OF_DOCUMENT,
  },
  { table: 'setting', column: 'value', label: 'Inställningarna. Ändra dem där', meeting: NONE, json: true },
  { table: 'subscriber', column: 'name', label: 'En prenumerants namn', meeting: NONE },
  { table: 'subscriber', column: 'email', label: 'En prenumerants adress', meeting: NONE },
  { table: 'outbox', column: 'recipient_name', label: 'En mottagares namn i mejlloggen', meeting: OF_MAIL },
  {
    table: 'outbox',
    column: 'recipient_address',
    label: 'En mottagares adress i mejlloggen',
    meeting: OF_MAIL,
  },
  { table: 'proposal', column: 'email', label: 'Adressen till den som lämnat ett förslag', meeting: NONE },
  { table: 'proposal', column: 'speaker_name', label: 'Den som kan berätta om ett förslag', meeting: NONE },
  { table: 'proposal_offer', column: 'name', label: 'Den som kan berätta om ett förslag', meeting: NONE },
  { table: 'proposal_offer', column: 'email', label: 'Den som kan berätta om ett förslag', meeting: NONE },
  { table: 'user', column: 'name', label: 'Namnet på ett konto', meeting: NONE },
  { table: 'user', column: 'email', label: 'Adressen till ett konto', meeting: NONE },
  { table: 'audit_event', column: 'detail', label: 'Loggen över vem som gjorde vad', meeting: NONE },
];
