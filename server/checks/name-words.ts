/** Words with a capital that begin no name: function words, days, roles, headings. */
const NO_NAME = new Set(
  `alla allt allas alltså att av arbete avslut avslutning avslutningsvis barn bara bra brukare både båda cirka då dagens dagordning de del delta
delaktighet den denna dessa dess det detta diskussion dock du där därefter därför e-post efter eftermiddag eller en endast enligt er ert
ett exempel fika fler flera fokus fredag frågan frågor fråga från framöver första först föreläsning förmiddag för före förslag
förutom ganska genom gemensam god gott gruppen gäst göra ha han hans har hej hela hen hennes hens hit hjälp hon hur hänt här höst hösten
i ibland idag igen ikväll in inbjudan inför information ingen inga innan inom inte istället ja jag januari februari april maj juni juli
september oktober november december jul just kan kanske klockan knappt kl kommande kontakt kort kväll kvinnor köp le lite ledare lördag lokal
lokalen man med medan medverkande men mer mest mellan min mina mitt mindre minnesanteckningar moderator mot mycket många måndag människor
mål möjligheter möt mötet möte mötena möten nej ni nu nya nytt nytta när nästa någon några något nämligen också och om ofta onsdag ordet
oss presentation på projekt projektet rapport resultat resurser rubrik samarbete samtal samtidigt samverkan sammanfattning sedan sen senare
se ser sin sina sitt ska skolan slutligen som sommar sommaren staden stadens stöd svar syfte söndag ta tack tacka tal talare tema tid tillsammans
till tisdag tips ring mig dig torsdag trots trygghet träff träffen under ungdomar unga upp ur ut utan utvärdering vad var vara varför varje varken varmt vem
vems vet vi vid vidare viktigt vilka vilken vilket vill vinter vintern våra vår vårt våren väl välkommen välkomna vår år åter återkoppling är
även äntligen övriga övrigt även onödigt punkt deltagare deltagaren deltagarna invånare invånarna`.split(
    /\s+/,
  ),
);

const ROLE =
  /^(?:\p{L}*(?:rektorn?|kuratorn?|chefen?|ledaren?|sekreteraren?|ordförande|ordföranden|strateg|strategen|samordnaren?|konsult|konsulten|forskaren?|prästen?|diakon|diakonen|pedagog|pedagogen|läraren?|arkitekt|arkitekten|polis|polisen|coach|coachen|handläggaren?|utvecklaren?|författaren?|läkaren?|sjuksköterskan?|psykologen?|direktör|direktören|politikern?|journalisten?|professorn?|doktorn?|doktoranden?|verksamhetsutvecklaren?|vaktmästaren?|vd|generaldirektör|borgmästaren?|brobyggaren?|eldsjälen?|projektledaren?|koordinatorn?|kanslist|kassör|kassören))$/u;

/** Makes the whole run an organisation, a place or a programme. */
const ORGANISATION =
  /^(?:ab|hb|if|ik|bk|bostads?|city|region|röda|rädda|svenska|gröna|unga|öppna|nya|gamla|stora|lilla|norra|södra|östra|västra|hela|lokala|café|kafé|team|teams|s:t|sankt|sankta|space|nordöstra|sydvästra|fritid|rum|expo|forum|agenda|meet|google|microsoft|facebook|zoom|swish|fastigheter|församling|församlingen|förlag|\p{L}*(?:förvaltning|förvaltningen|nämnd|nämnden|förbund|förbundet|förening|föreningen|föreningarna|skola|skolan|skolor|skolorna|gymnasiet|verkstad|verkstaden|verkstan|kontor|kontoret|gården|gård|huset|hus|caféet|kaféet|bibliotek|biblioteket|kyrka|kyrkan|korset|barnen|människan|kommun|kommunen|kommuner|kören|gruppen|grupp|projektet|laget|kåren|byrån|centralen|centrum|sällskapet|kooperativet|stiftelsen|stiftelse|främjandet|missionen|mission|mottagningen|boendet|kliniken|sjukhus|sjukhuset|näven|ringen|labbet|mässan|mässa|torget|torg|parken|park|gatan|gata|vägen|väg|gränd|gränden|platsen|plats|hamnen|hamn|stranden|backen|höjden|staden|stad|museet|teatern|teater|hjälpen|akademin|akademi|universitet|universitetet|högskola|högskolan|nätverket|rådet|partiet|fonden|mammor|pappor|butiken|appen|konventionen|överenskommelsen|lagen|dagen|veckan|dagarna|festivalen|programmet|planen|strategin|skåne))$/u;

/** What stands before the name of a place or an organisation. */
const BEFORE_PLACE =
  /^(?:café|kafé|caféet|mottagningen|sankt|sankta|s:t|s:ta|st|sta|föreningen|skolan|skolans|kvarteret|projektet|stiftelsen|appen|studion|kyrkan|församlingen|företaget|organisationen|boken|filmen|tidningen|restaurang|restaurangen|hotell|butiken|bolaget|gruppen|nätverket|enheten|teamet|kören|klubben|boendet|programmet|systemet|verktyget|stadsdelen|orten|byn|staden|kommunen|området|länet|landet|partiet|fartyget|priset|ensemblen|bandet)$/u;
const AFTER_PLACE =
  /^(?:kyrka|skola|skolan|gata|gatan|torg|plats|park|parken|församling|väg|gränd|allé|sjukhus|förskola|bibliotek|stift|gymnasium|fastigheter|stiftelse|minnesfond|hus|gård|kommun|stad|län|universitet|museum|teater)$/u;

/** Only people do this, and groups of people. */
const TELLS =
  /^(?:berätta(?:de|r)?|säger|sade|sa|tyck(?:er|te)|fråga(?:de|r)?|undra(?:de|r)?|svara(?:de|r)?|tacka(?:de|r)?|hälsa(?:de|r)|föreläs(?:er|te)|skrev|läste|föreslog|föreslår|påpeka(?:de|r)|lyfte|menar|menade|anser|ansåg|tror|trodde|önska(?:de|r)|hoppa(?:s|des)|minns|mindes|leder|ledde|modererar|modererade|heter|nickade|skrattade|tog|sjöng)$/u;

/** "von", "af": inside a name, never its beginning. */
const PARTICLE = /^(?:von|van|der|den|de|del|della|af|av|la|le|du|da|dos|el|al|bin|ben|ibn|ter)$/u;
const SURNAME =
  /^\p{L}{2,}(?:sson|sen|dotter|ström|qvist|kvist|gren|blad|löf|lööf|stedt|berg|bergh|lund|lundh|dahl|holm|mark|strand|felt|feldt|ell|elius|ander|crantz|ović|ovic|ević|evic|ić|ova|ski|ska|wicz|zadeh|oğlu|oglu|pour|yan|ian|dze|shvili|enko|nen)s?$/u;

export function isNoName(key: string): boolean {
  return NO_NAME.has(key);
}

export function isRole(key: string): boolean {
  return ROLE.test(key);
}

export function isOrganisationWord(key: string): boolean {
  return ORGANISATION.test(key) || ORGANISATION.test(key.replace(/s$/, ''));
}

export function beginsPlace(key: string): boolean {
  return BEFORE_PLACE.test(key);
}

export function endsPlace(key: string): boolean {
  return AFTER_PLACE.test(key);
}

export function tells(key: string): boolean {
  return TELLS.test(key);
}

export function isParticle(key: string): boolean {
  return PARTICLE.test(key);
}

export function isSurname(key: string): boolean {
  return SURNAME.test(key);
}
