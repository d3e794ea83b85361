import './stores.css';
import { brandTierLabel } from '@cheban/contracts/constants';
import { Tabs } from 'antd';
import { useMay } from '../../app/me.js';
import { useStore } from '../../features/store/queries.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { PageSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { BayTable } from './bay-table.js';
import { CalendarTab } from './calendar-tab.js';
import { DetailsForm } from './details-form.js';
import { HoursForm } from './hours-form.js';
import { MakeGoodForm } from './make-good-form.js';
import { PeopleTab } from './people-tab.js';
import { RulesForm } from './rules-form.js';
import { ServiceTable } from './service-table.js';

const tabs = ['details', 'hours', 'calendar', 'services', 'bays', 'rules', 'make-good', 'people'] as const;

export default function StoresPage() {
  const may = useMay();
  const filters = useUrlFilters();
  const { store, isPending, isError, error, refetch } = useStore();
  const tab = filters.oneOf('tab', tabs) ?? 'details';
  const editable = may('store.manage');
  if (isPending) return <PageSkeleton blocks={[56, 360]} />;
  if (!store) {
    return isError ? (
      <ErrorState error={error} onRetry={() => void refetch()} />
    ) : (
      <Empty icon="stores" title="没有找到这个门店" text="请在页面顶部切换门店。" />
    );
  }
  return (
    <>
      <PageHead
        tab="门店设置"
        title={store.name}
        sub={`编码 ${store.code} · ${store.brand} · ${brandTierLabel[store.brandTier]} · ${store.city}${
          editable ? '' : ' · 只读'
        }`}
      />
      <Panel>
        <Tabs
          activeKey={tab}
          onChange={(key) => filters.set({ tab: key === 'details' ? undefined : key })}
          items={[
            {
              key: 'details',
              label: '基本信息',
              children: <DetailsForm key={store.id} store={store} editable={editable} />,
            },
            {
              key: 'hours',
              label: '营业时间',
              children: <HoursForm key={store.id} store={store} editable={editable} />,
            },
            {
              key: 'calendar',
              label: '特殊日期与停用',
              children: <CalendarTab store={store} editable={editable} />,
            },
            {
              key: 'services',
              label: `服务项目 ${store.services.length}`,
              children: <ServiceTable store={store} editable={editable} />,
            },
            {
              key: 'bays',
              label: `工位 ${store.bays.length}`,
              children: <BayTable store={store} editable={editable} />,
            },
            ...(may('visit.read')
              ? [
                  {
                    key: 'rules',
                    label: '到店规则',
                    children: <RulesForm key={store.id} storeId={store.id} editable={editable} />,
                  },
                ]
              : []),
            ...(may('case.read')
              ? [
                  {
                    key: 'make-good',
                    label: '投诉补偿',
                    children: <MakeGoodForm key={store.id} storeId={store.id} editable={editable} />,
                  },
                ]
              : []),
            ...(may('booking.read')
              ? [
                  {
                    key: 'people',
                    label: '休假与技能',
                    children: <PeopleTab key={store.id} storeId={store.id} editable={editable} />,
                  },
                ]
              : []),
          ]}
        />
      </Panel>
    </>
  );
}
