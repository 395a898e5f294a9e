import { spawnSync } from 'node:child_process';
import ICAL from 'ical.js';

/** One entry as a reader that knows nothing of this application understands it. */
export interface ReadEntry {
  uid: string;
  /** UTC instants, or dates. */
  start: string;
  end: string;
  summary: string;
  location: string;
  status: string;
  sequence: number;
  url: string;
  description: string;
}

/** What is wrong by the reader's own check stands in `faults`. */
export interface ReadCalendar {
  method: string;
  entries: ReadEntry[];
  faults: string[];
}

export interface Reader {
  name: string;
  /** Why it is not here; undefined when it is. */
  missing: string | undefined;
  read: (texts: string[]) => ReadCalendar[];
}

const PYTHON = '/usr/bin/python3';

function pythonReader(name: string, probe: string, script: string): Reader {
  const missing = spawnSync(PYTHON, ['-c', probe]).status === 0 ? undefined : `no ${name} for ${PYTHON} here`;
  return {
    name,
    missing,
    read: (texts) => {
      const run = spawnSync(PYTHON, ['-c', `import sys, json\n${script}`], {
        input: JSON.stringify(texts),
        encoding: 'utf8',
      });
      if (run.status !== 0) throw new Error(run.stderr);
      return JSON.parse(run.stdout) as ReadCalendar[];
    },
  };
}

const WITH_ICALENDAR = `
from datetime import datetime, timezone
import icalendar
def moment(value):
    return value.astimezone(timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ') if isinstance(value, datetime) else value.isoformat()
def entry(e):
    return dict(uid=str(e['UID']), start=moment(e['DTSTART'].dt), end=moment(e['DTEND'].dt), summary=str(e['SUMMARY']),
        location=str(e.get('LOCATION', '')), status=str(e['STATUS']), sequence=int(e['SEQUENCE']), url=str(e['URL']),
        description=str(e['DESCRIPTION']))
def calendar(text):
    c = icalendar.Calendar.from_ical(text)
    events = c.walk('VEVENT')
    return dict(method=str(c.get('METHOD', '')), entries=[entry(e) for e in events],
        faults=[str(x) for part in c.walk() for x in part.errors])
print(json.dumps([calendar(text) for text in json.load(sys.stdin)]))`;

const WITH_LIBICAL = `
import ctypes
from datetime import datetime, timezone
lib = ctypes.CDLL('libical.so.3')
class Time(ctypes.Structure):
    _fields_ = [(n, ctypes.c_int) for n in ('year', 'month', 'day', 'hour', 'minute', 'second', 'is_date', 'is_daylight')] + [('zone', ctypes.c_void_p)]
P, S, I = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
def fn(name, result, *arguments):
    f = getattr(lib, name); f.restype = result; f.argtypes = arguments; return f
parse = fn('icalparser_parse_string', P, S)
count_errors = fn('icalcomponent_count_errors', I, P)
check = fn('icalrestriction_check', I, P)
kind = fn('icalcomponent_string_to_kind', I, S)
first, following = fn('icalcomponent_get_first_component', P, P, I), fn('icalcomponent_get_next_component', P, P, I)
properties = fn('icalcomponent_get_first_property', P, P, I)
property_kind = fn('icalproperty_string_to_kind', I, S)
as_string = fn('icalproperty_get_value_as_string', S, P)
to_time = fn('icaltime_as_timet_with_zone', ctypes.c_long, Time, P)
texts = {n: fn('icalcomponent_get_' + n, S, P) for n in ('uid', 'summary', 'location', 'description')}
times = {n: fn('icalcomponent_get_' + n, Time, P) for n in ('dtstart', 'dtend')}
sequence = fn('icalcomponent_get_sequence', I, P)
def value(component, name):
    found = properties(component, property_kind(name))
    return as_string(found).decode() if found else ''
def moment(t):
    if t.is_date: return '%04d-%02d-%02d' % (t.year, t.month, t.day)
    return datetime.fromtimestamp(to_time(t, t.zone), timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')
def text(component, name):
    return (texts[name](component) or b'').decode()
def entry(e):
    return dict(uid=text(e, 'uid'), start=moment(times['dtstart'](e)), end=moment(times['dtend'](e)), summary=text(e, 'summary'),
        location=text(e, 'location'), status=value(e, b'STATUS'), sequence=sequence(e), url=value(e, b'URL'), description=text(e, 'description'))
def calendar(ics):
    c = parse(ics.encode())
    found, e = [], first(c, kind(b'VEVENT'))
    while e:
        found.append(entry(e)); e = following(c, kind(b'VEVENT'))
    faults = ['%d parse errors' % count_errors(c)] if count_errors(c) else []
    if not check(c): faults.append('against the restrictions of RFC 5546')
    return dict(method=value(c, b'METHOD'), entries=found, faults=faults)
print(json.dumps([calendar(ics) for ics in json.load(sys.stdin)]))`;

export const READERS: Reader[] = [
  { name: 'ical.js', missing: undefined, read: (texts) => texts.map(readWithIcalJs) },
  pythonReader('icalendar', 'import icalendar', WITH_ICALENDAR),
  pythonReader('libical', 'import ctypes; ctypes.CDLL("libical.so.3")', WITH_LIBICAL),
];

function readWithIcalJs(text: string): ReadCalendar {
  const root = new ICAL.Component(ICAL.parse(text) as never);
  ICAL.TimezoneService.reset();
  for (const zone of root.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const entries = root.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      start: moment(event.startDate),
      end: moment(event.endDate),
      summary: event.summary,
      location: event.location ?? '',
      status: String(component.getFirstPropertyValue('status')),
      sequence: event.sequence,
      url: String(component.getFirstPropertyValue('url')),
      description: event.description,
    };
  });
  return { method: String(root.getFirstPropertyValue('method') ?? ''), entries, faults: [] };
}

function moment(time: ICAL.Time): string {
  return time.isDate ? time.toString() : time.toJSDate().toISOString().replace('.000Z', 'Z');
}
