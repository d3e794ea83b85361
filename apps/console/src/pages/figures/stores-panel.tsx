import type { Routes, RouteView } from '@cheban/contracts';
import {
  type SideGrade,
  type StoreType,
  storeSideLabel,
  storeSupport,
  storeTypeLabel,
} from '@cheban/contracts/constants';
import { type Column, DataList } from '../../shared/ui/data-list.js';
import { Panel } from '../../shared/ui/page.js';
import { Tag, type Tone } from '../../shared/ui/tag.js';
import { isSmall, measureOf } from './measures.js';

type Store = RouteView<Routes['figures']['months']>['stores'][number];

const typeTone: Record<StoreType, Tone> = {
  strong: 'green',
  short_of_means: 'amber',
  weak_in_will: 'red',
  unknown: 'grey',
};
const gradeLook: Record<SideGrade, { tone: Tone; icon?: 'check' | 'alert'; word: string }> = {
  met: { tone: 'green', icon: 'check', word: '达标' },
  missed: { tone: 'red', icon: 'alert', word: '未达标' },
  unknown: { tone: 'grey', word: '看不出' },
};

const compared = ['output', 'visits', 'per_visit', 'on_time', 'stars', 'rated', 'cases', 'no_show'];
const TypeTag = ({ type }: { type: StoreType }) => <Tag tone={typeTone[type]}>{storeTypeLabel[type]}</Tag>;

function said(key: string, store: Store) {
  const measure = measureOf(key);
  const value = measure.value(store);
  if (value === null) return <span className="none">—</span>;
  return isSmall(measure, store) ? <span className="faint">{measure.text(value)}</span> : measure.text(value);
}
const columns: Column<Store>[] = [
  { key: 'store', title: '门店', render: (store) => <strong>{store.storeName}</strong> },
  { key: 'type', title: '类型', width: '100px', render: ({ type }) => <TypeTag type={type} /> },
  ...compared.map(
    (key): Column<Store> => ({
      key,
      title: measureOf(key).label,
      width: '100px',
      align: 'right',
      render: (store) => said(key, store),
    }),
  ),
];

/** Stores side by side, with the type of each and what the group does for it. */
export function StoresPanel({ stores }: { stores: readonly Store[] }) {
  const sorted = [...stores].sort((one, two) => two.outputFen - one.outputFen);
  return (
    <>
      {sorted.length > 1 && (
        <Panel title="门店对比" flush extra={<span className="muted small">灰色的数字样本太少</span>}>
          <DataList<Store>
            label="门店对比"
            testId="figures-store"
            rows={sorted}
            rowKey={(store) => store.storeId}
            columns={columns}
            card={(store) => (
              <>
                <div className="card-top">
                  <span className="card-title">{store.storeName}</span>
                  <TypeTag type={store.type} />
                </div>
                <div className="card-line small num">
                  <span>
                    产值 {said('output', store)} · {said('visits', store)}
                  </span>
                  <span>单车 {said('per_visit', store)}</span>
                </div>
                <div className="card-line small num">
                  <span>准时 {said('on_time', store)}</span>
                  <span>{said('stars', store)}</span>
                </div>
              </>
            )}
          />
        </Panel>
      )}
      <Panel title={sorted.length > 1 ? '门店类型与支持' : '门店类型'}>
        <div className="store-types">
          {sorted.map((store) => (
            <section key={store.storeId} className="store-type" data-testid="store-type">
              <h3>
                {store.storeName} <TypeTag type={store.type} />
              </h3>
              <dl className="store-sides">
                {store.sides.map(({ side, grade, words }) => {
                  const { word, ...look } = gradeLook[grade];
                  return (
                    <div key={side}>
                      <dt>
                        <Tag {...look}>{storeSideLabel[side]}</Tag>
                      </dt>
                      <dd>
                        {words}
                        <span className="faint">（{word}）</span>
                      </dd>
                    </div>
                  );
                })}
              </dl>
              <ul className="small">
                {storeSupport[store.type].map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            </section>
          ))}
        </div>
        <p className="hint">
          类型看最近三个整月的满意度、产值、回店和过程，四项里至少三项有数才下结论，从不只看一项。
        </p>
      </Panel>
    </>
  );
}
