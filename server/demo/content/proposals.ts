import type { ExampleProposal } from '../example.ts';

const RECEIVED = { state: 'received', answer: '' } as const;

export const PROPOSALS: ExampleProposal[] = [
  {
    title: 'Bänkar på vägen till vårdcentralen',
    text: 'Det är 900 meter från hållplatsen till vårdcentralen och inte en enda bänk. För den som går med rollator är det långt.',
    email: 'rollator@example.se',
    supporters: 11,
    age: 9,
    trail: [
      RECEIVED,
      {
        state: 'discussed',
        answer: 'Vi har gått sträckan tillsammans och märkt ut fyra platser på en karta.',
        meeting: -3,
      },
      {
        state: 'done',
        answer: 'Fyra bänkar med armstöd är på plats. Den soligaste står vid dammen.',
        meeting: -2,
      },
    ],
  },
  {
    title: 'Hjälp med digitala ärenden utan bokad tid',
    text: 'Min mamma fick en tid om tre veckor för att få hjälp med en blankett som skulle in på fredag. Kan det finnas en öppen tid?',
    email: 'dotter@example.org',
    supporters: 6,
    theme: 'Digitalt utanförskap',
    age: 7,
    trail: [
      RECEIVED,
      {
        state: 'discussed',
        answer: 'Biblioteket och Pensionärsringen vill gärna. Vi letar efter en tid som passar båda.',
        meeting: -2,
      },
      {
        state: 'planned',
        answer: 'Det blir tema för två möten. Biblioteket berättar om surfhjälpen.',
        meeting: 1,
      },
    ],
  },
  {
    title: 'Ett kort med alla mötesplatser',
    text: 'Öppettider, adress och om det finns kaffe. Så stort att det ryms i en plånbok.',
    age: 9,
    trail: [
      RECEIVED,
      {
        state: 'discussed',
        answer: 'Elva mötesplatser är med i utkastet. Vi prövar det på några som är nya i staden.',
        meeting: -4,
      },
    ],
  },
  {
    title: 'Tema: djur som gör gott',
    speaker: 'Tage Taxén',
    supporters: 3,
    offers: [
      {
        name: 'Lova Sadel',
        email: 'lova.sadel@example.org',
        text: 'Jag leder ridning för personer med funktionsnedsättning och kan ta med bilder.',
      },
    ],
    text: 'Min tax har arbetat som besökshund i fyra år. Hon berättar gärna, jag kan tolka.',
    email: 'taxen@example.org',
    age: 1,
    trail: [RECEIVED],
  },
  {
    title: 'Möten på kvällstid',
    text: 'Alla kan inte komma mitt på dagen. Kan vartannat möte vara klockan 18?',
    age: 11,
    trail: [
      RECEIVED,
      {
        state: 'discussed',
        answer: 'Vi frågade alla som prenumererar. Fler skulle falla bort än komma till.',
        meeting: -6,
      },
      {
        state: 'declined',
        answer:
          'Mötena är kvar på eftermiddagen, men nu går det att vara med digitalt och att läsa anteckningarna efteråt.',
        meeting: -5,
      },
    ],
  },
  {
    title: 'Språkvän i kön',
    text: 'Att öva svenska medan man väntar på sin tur. En frivillig i väntrummet med en namnskylt räcker långt.',
    age: 2,
    trail: [
      RECEIVED,
      { state: 'planned', answer: 'Jobbtorget prövar med två frivilliga. Vi hör hur det gick.', meeting: 2 },
    ],
  },
  {
    title: 'Låneskåp för verktyg i trapphuset',
    text: 'Vi är 40 lägenheter och har 40 borrmaskiner. En hade räckt.',
    age: 5,
    trail: [
      RECEIVED,
      {
        state: 'discussed',
        answer: 'Exempelbostäder undrar var skåpet kan stå. Återbruket kan fylla det.',
        meeting: -1,
      },
    ],
  },
  {
    title: 'Soffgrupp till salu',
    text: 'Fint skick, hämtas på plats.',
    age: 2,
    hidden: true,
    trail: [RECEIVED],
  },
  {
    title: 'Något utan socker till fikat',
    text: 'Bullarna är goda, men vi är några som hellre tar en smörgås. Jag kan hjälpa till att breda.',
    email: 'smorgas@example.org',
    age: 0,
    unread: true,
    trail: [RECEIVED],
  },
  {
    title: 'Fler bänkar vid vårdcentralen',
    text: 'Jag orkar inte gå hela vägen utan att sitta ner.',
    sameAs: 'Bänkar på vägen till vårdcentralen',
    age: 8,
    trail: [RECEIVED],
  },
];
