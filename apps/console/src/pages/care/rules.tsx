import '../../features/care/care-parts.css';
import './rules.css';
import type { CareRuleRow } from '@cheban/contracts';
import { careRuleSourceLabel, channelLabel } from '@cheban/contracts/constants';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useMay } from '../../app/me.js';
import { useRules } from '../../features/care/queries.js';
import { hasHour, ruleGroupHint, ruleGroupLabel } from '../../features/care/words.js';
import { count } from '../../shared/format/words.js';
import { useListKeys } from '../../shared/hooks/use-list-keys.js';
import { useUrlFilters } from '../../shared/hooks/use-url-filters.js';
import { Icon } from '../../shared/ui/icon.js';
import { PageHead, Panel } from '../../shared/ui/page.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { Empty, ErrorState } from '../../shared/ui/states.js';
import { HealthStrip } from './health-strip.js';
import { StateDialog } from './rule/state-dialog.js';
import { AlwaysTold, RuleStateTag, TemplatePauseNote } from './rule/state-tag.js';
import {
  changeLabel,
  changesOf,
  groupRules,
  type RuleFilter,
  ruleFilterLabel,
  ruleFilters,
  type StateChange,
} from './rules-list.js';

/** Who hears of what has happened is whom it concerns. */
const whom = ({ trigger, audience }: CareRuleRow) => (trigger.type === 'event' ? '相关的车主' : audience);

function RuleRow({
  rule,
  marked,
  onChange,
}: {
  rule: CareRuleRow;
  marked: boolean;
  onChange(change: StateChange): void;
}) {
  const may = useMay();
  const changes = changesOf(rule);
  return (
    <li className="rule-row" data-testid={`rule-row-${rule.code}`} data-marked={marked}>
      <div className="rule-main">
        <p className="rule-name">
          <Link to={`/care/rules/${rule.code}`}>{rule.name}</Link>
          <RuleStateTag rule={rule} />
        </p>
        <p className="small muted">
          {rule.when}
          {hasHour(rule.trigger) && ` · ${rule.tellAt}`}
        </p>
        <TemplatePauseNote rule={rule} />
        {rule.state === 'paused' && rule.stateWhy && <p className="small text-amber">{rule.stateWhy}</p>}
      </div>
      <div className="rule-who small">
        <p className="clip" title={whom(rule)}>
          {whom(rule)}
        </p>
        <p className="muted clip">
          {rule.channels.map((channel) => channelLabel[channel]).join(' → ') || '只放入站内消息'}
        </p>
      </div>
      <dl className="rule-counts num">
        <div>
          <dt>今后 30 天</dt>
          <dd>
            {rule.plannedNext30 > 0 ? (
              <Link to={`/care/calendar?rule=${rule.code}`}>{count(rule.plannedNext30)}</Link>
            ) : (
              <span className="none">0</span>
            )}
          </dd>
        </div>
        <div>
          <dt>近 30 天已发</dt>
          <dd>{count(rule.toldLast30)}</dd>
        </div>
      </dl>
      <span className="rule-source small muted">
        {careRuleSourceLabel[rule.source]}
        {rule.version > 0 && ` · 第 ${rule.version} 版`}
      </span>
      <span className="rule-actions">
        {changes.length === 0 && <AlwaysTold trigger={rule.trigger} />}
        {may('care.manage') && changes.length > 0 && (
          <Dropdown
            trigger={['click']}
            menu={{
              items: changes.map((value) => ({
                key: value,
                label: changeLabel[value],
                danger: value === 'stop',
              })),
              onClick: ({ key }) => onChange(key as StateChange),
            }}
          >
            <Button
              type="text"
              size="small"
              aria-label={`${rule.name}：启用与停用`}
              data-testid={`rule-state-${rule.code}`}
              icon={<Icon name="dots" />}
            />
          </Dropdown>
        )}
      </span>
    </li>
  );
}

export default function RulesPage() {
  const may = useMay();
  const navigate = useNavigate();
  const filters = useUrlFilters();
  const filter = filters.oneOf('state', ruleFilters);
  const query = useRules();
  const [changing, setChanging] = useState<{ rule: CareRuleRow; change: StateChange } | null>(null);
  const all = query.data?.items ?? [];
  const groups = groupRules(all, filter);
  const flat = groups.flatMap(({ rules }) => rules);
  const marked = useListKeys(flat.length, (index) => {
    const rule = flat[index];
    if (rule) void navigate(`/care/rules/${rule.code}`);
  });
  const mine = all.filter((rule) => rule.waiting?.mayDecide);
  const filterButton = (value: RuleFilter | undefined, label: string, number: number) => (
    <Button
      key={label}
      aria-pressed={filter === value}
      className={filter === value ? 'accent-button' : ''}
      onClick={() => filters.set({ state: value })}
    >
      {label} <span className="num">{number}</span>
    </Button>
  );
  return (
    <>
      <PageHead
        tab="提醒规则"
        title="提醒规则"
        sub="什么时候、对谁、说什么。改动先预览；会发给很多人的，要另一位同事通过。"
        actions={
          may('care.manage') && (
            <Button
              type="primary"
              icon={<Icon name="plus" />}
              data-testid="rule-new"
              onClick={() => void navigate('/care/rules/new')}
            >
              新建规则
            </Button>
          )
        }
      />
      <HealthStrip />
      {mine.length > 0 && (
        <section className="waiting-note" data-testid="rules-waiting">
          <p>
            有 {mine.length} 条改动等您审批：
            {mine.map((rule, index) => (
              <span key={rule.code}>
                {index > 0 && '、'}
                <Link to={`/care/rules/${rule.code}`}>{rule.name}</Link>
              </span>
            ))}
          </p>
        </section>
      )}
      {query.isPending && <Panel>{<ListSkeleton rows={10} height={30} />}</Panel>}
      {query.isError && !query.data && (
        <Panel>
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        </Panel>
      )}
      {query.data && (
        <div className="rule-filters">
          {filterButton(undefined, '全部', all.length)}
          {ruleFilters.map((value) =>
            filterButton(
              value,
              ruleFilterLabel[value],
              groupRules(all, value).flatMap((group) => group.rules).length,
            ),
          )}
        </div>
      )}
      {groups.map(({ group, rules }) => (
        <Panel
          key={group}
          flush
          title={ruleGroupLabel[group]}
          extra={<span className="small">{ruleGroupHint[group]}</span>}
        >
          <div className="rule-row rule-head" aria-hidden="true">
            <span>规则</span>
            <span>发给谁 · 走哪个渠道</span>
            <span className="rule-counts">
              <span>今后 30 天</span>
              <span>近 30 天已发</span>
            </span>
            <span>来源</span>
          </div>
          <ul aria-label={ruleGroupLabel[group]}>
            {rules.map((rule) => (
              <RuleRow
                key={rule.code}
                rule={rule}
                marked={flat[marked] === rule}
                onChange={(change) => setChanging({ rule, change })}
              />
            ))}
          </ul>
        </Panel>
      ))}
      {query.data && flat.length === 0 && (
        <Panel>
          <Empty
            icon="due"
            title={filter ? `没有${ruleFilterLabel[filter]}的规则` : '还没有规则'}
            action={filter && <Button onClick={() => filters.set({ state: undefined })}>查看全部</Button>}
          />
        </Panel>
      )}
      {changing && <StateDialog {...changing} onClose={() => setChanging(null)} />}
    </>
  );
}
