/** What /medverkan/TOKEN says after `?klart=`. */
export const DONE: Record<string, string> = {
  samtycke: 'Tack! Vi har sparat vad vi får visa.',
  sett: 'Tack! Vi har sparat att texten ser bra ut.',
  andring: 'Tack! Sekreteraren ser det du vill ändra.',
};
