import type { Settings } from '../../settings/settings.ts';

export const DEMO_SETTINGS: Partial<Settings> = {
  groupName: 'Gemensam utvecklingsgrupp i Exempelstad',
  contactName: 'Sanna Sekreterare',
  contactEmail: 'kontakt@example.org',
  place: 'Kvarterslokalen Navet, Exempelgatan 8, våning 3',
  wayThere:
    'Buss 1 och 4 stannar vid Exempeltorget. Gå in genom den gröna dörren bredvid cykelhandlaren och ta hissen till våning 3.',
  access:
    'Det finns hiss, hörslinga och en toalett som rymmer rullstol. Ledarhundar är välkomna. Säg till om du behöver tolk, så ordnar vi det.',
  onlineLink: 'https://www.example.org/videomote',
  onlineInstructions: 'Anslut tio minuter före, så hinner vi hjälpa dig med ljudet. Du behöver inget konto.',
  onlineTelephone: '010-000 00 00',
  closingSentence: 'Tack till alla som kom, frågade och diskade kopparna. Vi ses igen!',
  controller: 'Socialnämnden i Exempelstad',
  dataProtectionContact: 'dataskydd@example.org',
  licence: 'CC BY 4.0',
};
