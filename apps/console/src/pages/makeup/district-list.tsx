import type { MakeupDistrict } from '@cheban/contracts';
import { Link } from 'react-router';
import { count } from '../../shared/format/words.js';
import { withoutProvince } from './map-shape.js';

/** The districts in words: what the map shows, and what it cannot. */
export function DistrictList({
  districts,
  chosen,
  linkTo,
}: {
  districts: readonly MakeupDistrict[];
  chosen: string | undefined;
  linkTo(district: string): string;
}) {
  const top = Math.max(1, ...districts.map(({ cars }) => cars));
  // What no address tells stands last.
  const ordered = districts.toSorted((a, b) => Number(a.district === '') - Number(b.district === ''));
  return (
    <ol className="makeup-districts">
      {ordered.map((one) => (
        <li key={one.district}>
          <Link
            to={linkTo(one.district)}
            preventScrollReset
            aria-current={one.district === chosen}
            data-testid="makeup-district"
          >
            <span className="makeup-district-name">
              {one.district === '' ? '地址未登记或看不出区县' : withoutProvince(one.district)}
              {one.km !== null && <span className="muted"> · 约 {count(one.km)} 公里</span>}
            </span>
            <span className="num">{count(one.cars)} 台</span>
            <span className="share-track" aria-hidden="true">
              <i style={{ width: `${(one.cars * 100) / top}%` }} />
            </span>
            <span className="muted small num">
              本店售出 {count(one.soldHere)} · 近一年进厂 {count(one.servicedHere)}
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
