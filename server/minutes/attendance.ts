import type { Attendance } from './minutes.ts';

/** "14 i lokalen och 6 digitalt. Med var Exempelskolan och Läxhjälpen."; "" when nothing was noted. */
export function attendanceText(attendance: Attendance | null): string {
  if (!attendance) return '';
  const { room, digital, organisations } = attendance;
  const counts = [
    room !== null && `${people(room)} i lokalen`,
    digital !== null && digital > 0 && `${room === null ? people(digital) : digital} digitalt`,
  ].filter(Boolean);
  const names = new Intl.ListFormat('sv').format(organisations);
  return [counts.length && `${counts.join(' och ')}.`, names && `Med var ${names}.`]
    .filter(Boolean)
    .join(' ');
}

function people(count: number): string {
  return count === 1 ? 'En person' : `${count} personer`;
}
