import '../../shared/ui/share-lines.css';
import type { TraitParts } from '@cheban/contracts';
import { customerTraitLabel, traitPartLabel } from '@cheban/contracts/constants';
import { Link } from 'react-router';
import { count } from '../../shared/format/words.js';
import { Panel } from '../../shared/ui/page.js';

/** How the customers part by one trait; a line opens its cars. */
export function TraitPanel({
  parts,
  cars,
  chosen,
  linkTo,
}: {
  parts: TraitParts;
  /** All of them: shares are of these. */
  cars: number;
  chosen: string | undefined;
  linkTo(part: string): string;
}) {
  const { trait, others } = parts;
  const top = Math.max(1, ...parts.parts.map((part) => part.cars));
  return (
    <Panel title={customerTraitLabel[trait]}>
      <div className="makeup-parts">
        {parts.parts.map((part) => (
          <Link
            key={part.part}
            to={linkTo(part.part)}
            preventScrollReset
            aria-current={part.part === chosen}
            data-testid={`makeup-${trait}`}
          >
            <span className={part.part === '' ? 'muted' : ''}>{traitPartLabel(trait, part.part)}</span>
            <span className="num">
              {count(part.cars)} <span className="muted">· {Math.round((part.cars * 100) / cars)}%</span>
            </span>
            <span className="share-track" aria-hidden="true">
              <i style={{ width: `${(part.cars * 100) / top}%` }} />
            </span>
          </Link>
        ))}
      </div>
      {others.parts > 0 && (
        <p className="hint">
          另有 {count(others.parts)} 项，共 {count(others.cars)} 台。
        </p>
      )}
    </Panel>
  );
}
