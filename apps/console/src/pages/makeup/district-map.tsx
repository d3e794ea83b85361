import type { MakeupDistrict } from '@cheban/contracts';
import { Segmented } from 'antd';
import { Link } from 'react-router';
import { count } from '../../shared/format/words.js';
import type { UrlFilters } from '../../shared/hooks/use-url-filters.js';
import {
  HEIGHT,
  lastPart,
  type MapReach,
  mapReaches,
  named,
  shapeOf,
  WIDTH,
  withoutProvince,
} from './map-shape.js';

const reachLabel: Record<MapReach, string> = { near: '近处', around: '周边', all: '全部' };
type Placed = MakeupDistrict & { longitude: number; latitude: number };
const isPlaced = (district: MakeupDistrict): district is Placed =>
  district.longitude !== null && district.latitude !== null;

/** Share of a district's cars that came to the workshop within a year: dark is loyal. */
function shadeOf({ cars, servicedHere }: MakeupDistrict): 'low' | 'middle' | 'high' {
  const share = servicedHere / cars;
  return share >= 0.6 ? 'high' : share >= 0.3 ? 'middle' : 'low';
}
const sayDistrict = (one: MakeupDistrict) =>
  `${withoutProvince(one.district)}：${count(one.cars)} 台，本店售出 ${count(one.soldHere)} 台，近一年进厂 ${count(one.servicedHere)} 台`;

/** Customers by district where they live, true to scale around the stores. The list beside it says the same in words. */
export function DistrictMap({
  districts,
  stores,
  filters,
  chosen,
  linkTo,
}: {
  districts: readonly MakeupDistrict[];
  stores: readonly { name: string; longitude: number; latitude: number }[];
  filters: UrlFilters;
  chosen: string | undefined;
  linkTo(district: string): string;
}) {
  const reach = filters.oneOf('reach', mapReaches) ?? 'around';
  const placed = districts.filter(isPlaced);
  const shape = shapeOf(placed, stores, reach);
  if (!shape) return null;
  const carrying = named(shape.circles, ({ district }) => lastPart(district));
  const [only] = stores.length === 1 ? stores : [];
  return (
    <div className="makeup-map">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {only &&
          shape.rings.map((km) => {
            const { x, y } = shape.place(only);
            const r = shape.pixels(km * 1_000);
            return (
              <g key={km} className="makeup-ring">
                <circle cx={x} cy={y} r={r} />
                <text x={x + r + 4} y={y + 4}>
                  {km} 公里
                </text>
              </g>
            );
          })}
        {shape.circles.map((circle) => (
          // For the mouse alone: keys and readers without sight have the list beside it.
          <Link
            key={circle.of.district}
            tabIndex={-1}
            to={linkTo(circle.of.district)}
            preventScrollReset
            className={`makeup-place is-${shadeOf(circle.of)}${circle.of.district === chosen ? ' is-chosen' : ''}`}
          >
            <title>{sayDistrict(circle.of)}</title>
            <circle cx={circle.x} cy={circle.y} r={circle.r} />
            {circle.r >= 13 && (
              <text className="makeup-count" x={circle.x} y={circle.y + 4}>
                {count(circle.of.cars)}
              </text>
            )}
            {carrying.has(circle) && (
              <text x={circle.x} y={circle.y + circle.r + 13}>
                {lastPart(circle.of.district)}
              </text>
            )}
          </Link>
        ))}
        {stores.map((store) => {
          const { x, y } = shape.place(store);
          return (
            <g key={store.name} className="makeup-store" transform={`translate(${x} ${y})`}>
              <title>{store.name}</title>
              <path d="M0 0c-5-6-8-9.500-8-13.500a8 8 0 0 1 16 0C8-9.500 5-6 0 0z" />
              <circle cy={-13.5} r={3} />
            </g>
          );
        })}
      </svg>
      <div className="makeup-legend">
        <Segmented
          size="small"
          aria-label="看多远"
          value={reach}
          options={mapReaches.map((value) => ({ value, label: reachLabel[value] }))}
          onChange={(value) => filters.show('reach', value === 'around' ? undefined : value)}
        />
        <span className="makeup-key">
          近一年进厂
          <i className="is-high" /> 六成以上
          <i className="is-middle" /> 三成以上
          <i className="is-low" /> 不到三成
        </span>
      </div>
      {shape.outside > 0 && <p className="hint">还有 {count(shape.outside)} 台住得更远，不在图上。</p>}
    </div>
  );
}
