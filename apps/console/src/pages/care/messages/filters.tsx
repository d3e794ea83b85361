import {
  channelLabel,
  channels,
  messageClasses,
  messageClassLabel,
  messageKindLabel,
  messageKinds,
  messageStateLabel,
  messageStates,
} from '@cheban/contracts/constants';
import { Button, Select } from 'antd';
import { useState } from 'react';
import { useRules } from '../../../features/care/queries.js';
import { ScopeSelect } from '../../../features/store/scope.js';
import { addDays, today } from '../../../shared/format/time.js';
import { usePhone } from '../../../shared/hooks/use-phone.js';
import type { UrlFilters } from '../../../shared/hooks/use-url-filters.js';
import { DateField } from '../../../shared/ui/day-nav.js';
import { SearchField } from '../../../shared/ui/search-field.js';
import { type LogFilter, nothingChosen } from './log-filter.js';

/** Filters of the delivery log; all of them live in the address. */
export function MessageFilters({
  filters,
  chosen,
  ownerName,
}: {
  filters: UrlFilters;
  chosen: LogFilter;
  ownerName: string | undefined;
}) {
  const rules = useRules().data?.items ?? [];
  const phone = usePhone();
  const [more, setMore] = useState(false);
  const select = <T extends string>(
    name: string,
    label: string,
    value: T | undefined,
    options: { value: T; label: string }[],
  ) => (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      style={{ minWidth: 118 }}
      value={value ?? null}
      options={options}
      onChange={(next) => filters.set({ [name]: next ?? undefined })}
    />
  );
  const period = (label: string, days: number) => {
    const from = addDays(today(), -days);
    const active = chosen.from === from && chosen.to === today();
    return (
      <Button
        aria-pressed={active}
        className={active ? 'accent-button' : ''}
        onClick={() => filters.set(active ? { from: undefined, to: undefined } : { from, to: today() })}
      >
        {label}
      </Button>
    );
  };
  const any = Object.keys(chosen).length > 0;
  // On a phone the rows come first: the rest of the filters is a tap away, and open when one of them is set.
  const folded = phone && !more && !['kind', 'class', 'rule', 'from', 'to'].some((name) => name in chosen);
  return (
    <>
      {select(
        'state',
        '状态',
        chosen.state,
        messageStates.map((value) => ({ value, label: messageStateLabel[value] })),
      )}
      {select(
        'channel',
        '渠道',
        chosen.channel,
        channels.map((value) => ({ value, label: channelLabel[value] })),
      )}
      {!folded && (
        <>
          {select(
            'kind',
            '类型',
            chosen.kind,
            messageKinds.map((value) => ({ value, label: messageKindLabel[value] })),
          )}
          {select(
            'class',
            '类别',
            chosen.class,
            messageClasses.map((value) => ({ value, label: messageClassLabel[value] })),
          )}
          {select(
            'rule',
            '规则',
            chosen.rule,
            rules.map(({ code, name }) => ({ value: code, label: name })),
          )}
          {period('今天', 0)}
          {period('近 7 天', 6)}
          <DateField placeholder="从" value={chosen.from} onChange={(on) => filters.set({ from: on })} />
          <DateField placeholder="到" value={chosen.to} onChange={(on) => filters.set({ to: on })} />
        </>
      )}
      <SearchField
        value={filters.get('plate') ?? ''}
        placeholder="车牌后 4 位以上"
        onChange={(plate) => filters.set({ plate: plate || undefined })}
      />
      <ScopeSelect filters={filters} />
      {folded && <Button onClick={() => setMore(true)}>更多筛选</Button>}
      {chosen.ownerId && (
        <Button onClick={() => filters.set({ owner: undefined })}>
          只看 {ownerName ?? '一位车主'} ✕<span className="hidden-label">取消</span>
        </Button>
      )}
      {any && (
        <Button type="text" onClick={() => filters.set(nothingChosen)}>
          清除
        </Button>
      )}
    </>
  );
}
