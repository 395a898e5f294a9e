export const IDEAS: readonly { title: string; note: string; months: number }[] = [
  { title: 'Unga som vårdar en förälder', note: 'Önskat av skolkuratorerna.', months: 9 },
  { title: 'Matsvinn och matgemenskap', note: '', months: 5 },
  { title: 'Att leva på en låg pension', note: 'Pensionärsföreningen kan berätta.', months: 2 },
  { title: 'Naturen som mötesplats', note: '', months: 1 },
];
