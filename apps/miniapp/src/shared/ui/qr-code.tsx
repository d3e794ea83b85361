import { a11y } from './a11y';
import { Picture } from './picture';
import { encodeQr } from './qr';
import { memoSvg, svgImage } from './svg';

/** Modules of white around a code, as readers need it. */
const quiet = 4;

/** Data URI of the code; dark on white whatever the theme, because scanners want it so. */
const qrImage = memoSvg((text: string) => {
  const grid = encodeQr(text);
  const edge = grid.length + 2 * quiet;
  const runs = grid.flatMap((line, row) => {
    const dark = line.map((on) => (on ? '1' : '0')).join('');
    return [...dark.matchAll(/1+/g)].map(
      (run) => `M${(run.index ?? 0) + quiet} ${row + quiet}h${run[0].length}v1h-${run[0].length}z`,
    );
  });
  return svgImage(
    [edge, edge],
    `<path fill="#fff" d="M0 0h${edge}v${edge}H0z"/><path fill="#16191D" shape-rendering="crispEdges" d="${runs.join('')}"/>`,
  );
});

interface QrCodeProps {
  text: string;
  /** For screen readers. */
  label: string;
  className: string;
}

/** A QR code, drawn on the phone: it shows without a network, too. */
export function QrCode({ text, label, className }: QrCodeProps) {
  return <Picture className={className} src={qrImage(text)} mode="aspectFit" {...a11y('img', label)} />;
}
