import { describe, expect, it } from 'vitest';
import { speakersIn } from '../../server/recognition/speakers.ts';

const said = (text: string, heading = '') =>
  speakersIn([text], heading).map(({ name, role, organisation }) => [name, role, organisation]);

describe('who speaks', () => {
  it.for([
    ['Tyra Hittefors berättade om ladan.', [['Tyra Hittefors', null, null]]],
    ['Tyra Hittefors från Ladan berättar om hö.', [['Tyra Hittefors', null, 'Ladan']]],
    [
      'Tyra Hittefors och Bo Påfors från Ladan i Dalen visade hö.',
      [
        ['Tyra Hittefors', null, 'Ladan'],
        ['Bo Påfors', null, 'Ladan'],
      ],
    ],
    [
      'Tyra Hittefors, Bo Påfors och Ann-Mari Diktlund från Röda Ladan berättar.',
      [
        ['Tyra Hittefors', null, 'Röda Ladan'],
        ['Bo Påfors', null, 'Röda Ladan'],
        ['Ann-Mari Diktlund', null, 'Röda Ladan'],
      ],
    ],
    [
      'Tyra Hittefors från Ladan och Bo Påfors från Logen berättar.',
      [
        ['Tyra Hittefors', null, 'Ladan'],
        ['Bo Påfors', null, 'Logen'],
      ],
    ],
    ['Tyra Hittefors jobbar på Ladan vid Storån. Där finns hö.', [['Tyra Hittefors', null, 'Ladan']]],
    ['Tyra Hittefors och Ladan jobbar med hö.', [['Tyra Hittefors', null, 'Ladan']]],
    [
      'Tyra Hittefors, samordnare på Bygdens Lada AB, visar hö.',
      [['Tyra Hittefors', 'samordnare', 'Bygdens Lada AB']],
    ],
    ['Tyra Hittefors, rektor Höskolan, berättade.', [['Tyra Hittefors', 'rektor', 'Höskolan']]],
    [
      'Tyra Hittefors (S), ledamot i nämnden för lador, lyssnar.',
      [['Tyra Hittefors', 'ledamot', 'nämnden för lador']],
    ],
    ['Tyra Hittefors, diakon, berättade om hö.', [['Tyra Hittefors', 'diakon', null]]],
    ['Rektor Tyra Hittefors berättade om hö.', [['Tyra Hittefors', 'rektor', null]]],
    ['Idag berättade Tyra Hittefors från Ladan om hö.', [['Tyra Hittefors', null, 'Ladan']]],
    [
      'Göte von Lada och Ali Bin Hö berättar om råg.',
      [
        ['Göte von Lada', null, null],
        ['Ali Bin Hö', null, null],
      ],
    ],
    ['Tyra Hittefors anlitade en klass som målade.', [['Tyra Hittefors', null, null]]],
    [
      'Lars Hittefors från kommunens kulturkontor berättar.',
      [['Lars Hittefors', null, 'kommunens kulturkontor']],
    ],
  ] as const)('%s', ([text, speakers]) => expect(said(text)).toEqual(speakers));

  it.for([
    'Svenska Kyrkan berättar om soppa.',
    'Region Norrdal visade siffror.',
    'Lärkans Vänner berättade om fåglar.',
    'Röda Stugan visar film.',
    'Ladan (Höringen) är öppen.',
    'Vi pratade om Tyra Hittefors gata.',
    'I Stora Ladan jobbar många.',
    'Vad händer i Norra Dalen?',
    'Hon sade att Tyra Hittefors arbetade där förut.',
    'De samverkar med Höskolan, Norra Ladan och Gula Gården.',
  ])('nobody in: %s', (text) => expect(said(text)).toEqual([]));

  it('is no organisation that acts under its own heading', () => {
    expect(said('Halm Hö startade som projekt.', 'Halm Hö')).toEqual([]);
  });
});
