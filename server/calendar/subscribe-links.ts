export interface SubscribeLinks {
  address: string;
  webcal: string;
  google: string;
  outlook: string;
  outlookWork: string;
}

/** Not webcals: an iPhone refuses it. */
export function subscribeLinks(baseUrl: string, name: string): SubscribeLinks {
  const address = `${baseUrl}/kalender.ics`;
  const webcal = address.replace(/^https?:/, 'webcal:');
  const query = `url=${encodeURIComponent(address)}&name=${encodeURIComponent(name)}`;
  return {
    address,
    webcal,
    google: `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`,
    outlook: `https://outlook.live.com/calendar/0/addfromweb?${query}`,
    outlookWork: `https://outlook.office.com/calendar/0/addfromweb?${query}`,
  };
}
