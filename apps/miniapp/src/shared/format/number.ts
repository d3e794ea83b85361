/** `12,480` for whole numbers. */
export function sayNumber(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `约 480 公里`, rounded the way people talk: to 10 km below 1,000, to 100 km above. */
export function sayKm(km: number): string {
  const step = km < 1000 ? 10 : 100;
  return `${sayNumber(Math.max(0, Math.round(km / step) * step))} 公里`;
}

/** `¥328` or `¥328.50` from fen. */
export function sayFen(fen: number): string {
  const [yuan, rest] = [Math.floor(Math.abs(fen) / 100), Math.abs(fen) % 100];
  return `${fen < 0 ? '-' : ''}¥${sayNumber(yuan)}${rest === 0 ? '' : `.${String(rest).padStart(2, '0')}`}`;
}

/** `沪A·12345`: the plate as it is printed, with the dot after the city letter. */
export function sayPlate(plate: string): string {
  return plate.length >= 7 ? `${plate.slice(0, 2)}·${plate.slice(2)}` : plate;
}
