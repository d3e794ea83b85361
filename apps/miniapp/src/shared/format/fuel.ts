/** Fuel or charge in eighths of full, as the gauge shows it. */
export function sayFuel(eighths: number): string {
  if (eighths === 0) return '接近空';
  return eighths === 8 ? '满' : `约 ${eighths}/8`;
}
