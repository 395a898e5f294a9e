import type { Person } from '../example.ts';

const person = (name: string, role: string | null, organisation: string | null): Person => ({
  name,
  role,
  organisation,
});

const SOCIAL = 'Socialtjänsten i Exempelstad';
const LIBRARY = 'Exempelstads stadsbibliotek';
const DOOR = 'Föreningen Öppen dörr';
const SCHOOL = 'Exempelstads vuxenutbildning';

export const ebba = person('Ebba Provén', 'studievägledare', SCHOOL);
export const holger = person('Holger Fiktivsson', 'ordförande', DOOR);
export const ida = person('Ida Provdotter', 'budget- och skuldrådgivare', SOCIAL);
export const malte = person('Malte Påhittberg', 'fältassistent', SOCIAL);
export const siv = person('Siv Lindekvarn', 'volontär', DOOR);
export const amira = person('Amira Testmark', 'bibliotekarie', LIBRARY);
export const ruben = person('Ruben Stenlycka', 'verksamhetsledare', 'Kvarterslokalen Navet');
export const gull = person('Gull-Maj Exempelius', 'ordförande', 'Pensionärsringen');
export const yusuf = person('Yusuf Låtsasson', 'arbetscoach', 'Jobbtorget');
export const karin = person('Karin Tänkdal', 'enhetschef', SOCIAL);
export const otto = person('Otto Skrivelund', 'språkvårdare', 'Exempelstads kommun');
export const linnea = person('Linnea Uppdikt', 'kurator', 'Kvinnojouren Lyktan');
export const tove = person('Tove Ängsprov', 'barnrättsstrateg', 'Exempelstads kommun');
export const birger = person('Birger Hittpåström', null, null);
export const nadja = person('Nadja Modellin', 'anhörigkonsulent', 'Anhörigcentrum');
export const sixten = person('Sixten Fantasiq', 'ungdomsledare', 'Ungdomens hus');
export const vera = person('Vera Skissberg', 'boendestödjare', SOCIAL);
export const hamid = person('Hamid Mönsterby', 'nattvandrare', 'Nattvandrarna i Exempelstad');
export const solveig = person('Solveig Dittodatter', 'diakon', 'Norra församlingen');
export const jens = person('Jens Provtur', 'beredskapssamordnare', 'Exempelstads kommun');
export const elsa = person('Elsa Kladd', 'handläggare', 'Exempelbostäder');

/** For the mails about their own meetings. */
export const SPEAKER_ADDRESSES: [speaker: Person, address: string][] = [
  [amira, 'amira.testmark@example.org'],
  [gull, 'gull-maj@example.se'],
  [ida, 'ida.testar@example.org'],
];
