import './makeup-page.css';
import { type CustomerTrait, customerTraits } from '@cheban/contracts/constants';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { api } from '../../app/api.js';
import { ScopeSelect, useScope } from '../../features/store/scope.js';
import { count } from '../../shared/format/words.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { Loaded } from '../../shared/ui/loaded.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { DistrictList } from './district-list.js';
import { DistrictMap } from './district-map.js';
import { PartCarsPanel } from './part-cars-panel.js';
import { TraitPanel } from './trait-panel.js';

/** Who the customers are: where they live, what they drive, what they spend. Every number opens its cars. */
export default function MakeupPage() {
  const filters = useUrlFilters();
  const [search] = useSearchParams();
  const scope = useScope(filters);
  const answer = useQuery({
    queryKey: ['makeup', scope],
    queryFn: () => api.figures.makeup({ query: scope }),
  });
  const trait = filters.oneOf('trait', customerTraits);
  // Empty is a part as well: what nobody has written down.
  const part = trait === undefined ? undefined : (search.get('part') ?? '');
  const linkTo = (of: CustomerTrait, to: string) => {
    const next = new URLSearchParams(search);
    next.delete('page');
    next.set('trait', of);
    next.set('part', to);
    return `?${next.toString()}`;
  };
  const chosenOf = (of: CustomerTrait) => (of === trait ? part : undefined);
  return (
    <>
      <PageHead
        tab="客户构成"
        title="客户构成"
        sub="客户住在哪里、开什么车、一年花多少，点开每个数字看背后的车主。"
        actions={<ScopeSelect filters={filters} />}
      />
      <Loaded query={answer} missing="没有找到这个门店" blocks={[420, 240, 240]}>
        {({ cars, districts, stores, traits }) =>
          cars === 0 ? (
            <Panel>
              <Empty
                icon="makeup"
                title="还没有客户"
                text="导入车辆档案后，这里会按地区、车型、消费等看清客户构成。"
                action={
                  <Link to="/imports">
                    <Button>去导入</Button>
                  </Link>
                }
              />
            </Panel>
          ) : (
            <>
              {trait !== undefined && part !== undefined && (
                <PartCarsPanel
                  key={`${trait} ${part}`}
                  scope={scope}
                  trait={trait}
                  part={part}
                  filters={filters}
                  onClose={() => filters.set({ trait: undefined, part: undefined, page: undefined })}
                />
              )}
              <Panel
                title="地区分布"
                extra={<span className="muted small">共 {count(cars)} 台在用车，圆越大客户越多</span>}
              >
                <div className="makeup-regions">
                  <DistrictMap
                    districts={districts}
                    stores={stores}
                    filters={filters}
                    chosen={chosenOf('district')}
                    linkTo={(to) => linkTo('district', to)}
                  />
                  <DistrictList
                    districts={districts}
                    chosen={chosenOf('district')}
                    linkTo={(to) => linkTo('district', to)}
                  />
                </div>
                <p className="hint">
                  按档案里的联系地址认出区县，位置是区县政府所在地，距离按直线算到最近的门店。
                  {stores.length === 0 && '门店还没有填写位置，在门店设置里填上就能看到距离。'}
                </p>
              </Panel>
              <div className="makeup-traits">
                {traits
                  .filter((parts) => parts.trait !== 'district')
                  .map((parts) => (
                    <TraitPanel
                      key={parts.trait}
                      parts={parts}
                      cars={cars}
                      chosen={chosenOf(parts.trait)}
                      linkTo={(to) => linkTo(parts.trait, to)}
                    />
                  ))}
              </div>
              <p className="hint">
                口径：一台有车主的车算一位客户，有几位车主时按第一位；客户价值按近 12
                个月在集团内的结算金额；截至今天。
              </p>
            </>
          )
        }
      </Loaded>
    </>
  );
}
