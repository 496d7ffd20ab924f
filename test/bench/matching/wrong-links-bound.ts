/** Upper 95 % bounds of a Poisson mean after 0, 1, 2 … events: the first is the rule of three. */
const bounds = [3, 4.74, 6.3, 7.75, 9.15, 10.51, 11.84, 13.15, 14.43, 15.71];

/** The largest share of wrong links that `wrong` among `links` leaves believable (95 %). */
export function wrongLinksBound(wrong: number, links: number): number {
  return (bounds[wrong] ?? wrong + 1.645 * Math.sqrt(wrong) + 2) / links;
}
