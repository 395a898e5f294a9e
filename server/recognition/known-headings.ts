import { findDates } from './dates.ts';

const UPCOMING =
  /^(?:(?:kommande|nästkommande|framtida|våra|vårens|höstens|terminens|övriga) (?:möten|möte|träffar|mötesdatum|datum|mötestider|teman|tider|tillfällen|utvecklingsgrupper)|nästa (?:möte|möten|träff|gång)|mötesdatum|mötestider|(?:möten|mötesdatum|datum|program(?:met)?|mötestider) (?:för |under |till )?(?:våren|hösten|vårterminen|höstterminen))(?= |:|$)/i;
const OTHER_BUSINESS =
  /^(?:övriga (?:frågor|punkter|ärenden|rapporter)|övrigt(?: på (?:dagordningen|mötet|agendan|programmet))?|övrigt att ta upp|andra frågor|laget runt|bordet runt|rundan)$/i;
const POSTPONED =
  /^(?:(?:uppskjut(?:et|na)|bordla(?:gt|gda)|framflytta(?:t|de))(?: (?:punkter|frågor|ärenden|till .{1,60}))?|flyttat? till (?:nästa|senare|kommande).{0,60}|(?:punkter|frågor|ärenden) som (?:flyttas|skjuts upp|bordläggs).{0,60})$/i;
const NO_THEME =
  /^(?:närvarande|deltagare|inledning|välkomm?(?:en|na)|dagordning|agenda|program|sammanfattning|bakgrund|om mötet|tid|plats|tid och plats|(?:mötets )?öppnande|mötet öppnas|presentation|presentationsrunda|föregående .{1,60}|information|incheckning|(?:\p{L}+ )?utvecklingsgrupp(?:en)?)$/iu;

const NUMBER = /^(?:§ ?\d{1,3}\.?|\d{1,2}\\?[.)]|punkt \d{1,2}[.:]?) /i;

export type KnownHeading = 'upcoming' | 'other-business' | 'postponed';

export function knownHeading(text: string): KnownHeading | null {
  const bare = withoutNumber(text).replace(/ ?:$/, '');
  if (bare.length > 90) return null;
  if (UPCOMING.test(bare) && findDates(bare).length === 0 && !/[.!?]$/.test(bare)) return 'upcoming';
  if (OTHER_BUSINESS.test(bare)) return 'other-business';
  return POSTPONED.test(bare) ? 'postponed' : null;
}

function withoutNumber(heading: string): string {
  return heading.replace(NUMBER, '');
}

export function couldBeTheme(heading: string): boolean {
  return (
    !NO_THEME.test(withoutNumber(heading)) &&
    knownHeading(heading) === null &&
    !/^övriga?(?: |$)/i.test(heading)
  );
}
