import '../../features/care/care-parts.css';
import { ApiError } from '@cheban/api-client';
import type { CareRuleDetail } from '@cheban/contracts';
import { careRuleSourceLabel, messageKindLabel } from '@cheban/contracts/constants';
import { App, Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useMay } from '../../app/me.js';
import { NotFound } from '../../app/not-found.js';
import { useRule } from '../../features/care/queries.js';
import { whenWords } from '../../shared/format/time.js';
import { count } from '../../shared/format/words.js';
import { PageHead } from '../../shared/ui/page.js';
import { PageSkeleton } from '../../shared/ui/skeleton.js';
import { ErrorState } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { EditionLayer } from './rule/decide-layer.js';
import { EditionsPanel } from './rule/editions-panel.js';
import { RuleEditor } from './rule/editor.js';
import { StateDialog } from './rule/state-dialog.js';
import { AlwaysToldNote, RuleStateTag, TemplatePauseNote } from './rule/state-tag.js';
import { changeLabel, changesOf, type StateChange } from './rules-list.js';

const back = { to: '/care/rules', label: '提醒规则' };

/** Says what became of a save: at once, or waiting for another person. */
function useSaved() {
  const navigate = useNavigate();
  const { message, modal } = App.useApp();
  return (saved: { code: string; state: 'live' | 'submitted'; why: string }) => {
    void navigate(`/care/rules/${saved.code}`, { replace: true });
    if (saved.state === 'live') void message.success('已保存，按新版发送');
    else
      void modal.info({
        title: '已提交，等另一位同事审批',
        content: saved.why || '通过之前，仍按原来的版本发送。',
        okText: '知道了',
      });
  };
}

function WaitingNote({ detail, onOpen }: { detail: CareRuleDetail; onOpen(): void }) {
  const { waiting } = detail;
  if (!waiting) return null;
  return (
    <section className="waiting-note" data-testid="rule-waiting">
      <p>
        {waiting.writtenBy} {whenWords(waiting.writtenAt)} 提交了{waiting.scope === 'group' ? '集团' : '本店'}
        第 {waiting.version} 版，约 {count(waiting.recipients)} 位车主会收到，等待审批。
        <span className="muted">
          {waiting.mayDecide ? '请您看过改动后决定。' : '要由另一位有审批权的同事通过。'}
        </span>
      </p>
      <Button
        type={waiting.mayDecide ? 'primary' : 'default'}
        data-testid="rule-waiting-open"
        onClick={onOpen}
      >
        {waiting.mayDecide ? '查看并审批' : '查看改动'}
      </Button>
    </section>
  );
}

function ExistingRule({ detail }: { detail: CareRuleDetail }) {
  const may = useMay();
  const saved = useSaved();
  const [opened, setOpened] = useState<string | null>(null);
  const [change, setChange] = useState<StateChange | null>(null);
  const readOnly = !may('care.manage');
  const keyOf = (edition: { scope: string; version: number }) => `${edition.scope}.${edition.version}`;
  const edition = detail.editions.find((entry) => keyOf(entry) === opened) ?? null;
  const head = (actions: ReactNode) => (
    <>
      <PageHead
        tab={detail.name}
        back={back}
        title={
          <>
            {detail.name}
            <RuleStateTag rule={detail} />
            <Tag>{careRuleSourceLabel[detail.source]}</Tag>
          </>
        }
        sub={`${messageKindLabel[detail.kind]} · 近 30 天已发 ${count(detail.toldLast30)}，今后 30 天计划 ${count(detail.plannedNext30)}`}
        actions={
          <>
            {!readOnly &&
              changesOf(detail).map((value) => (
                <Button key={value} type="text" onClick={() => setChange(value)}>
                  {changeLabel[value]}
                </Button>
              ))}
            {actions}
          </>
        }
      />
      {detail.state === 'paused' && detail.stateWhy && (
        <p className="waiting-note">
          <span>已暂停：{detail.stateWhy}</span>
        </p>
      )}
      <TemplatePauseNote rule={detail} whole />
      <AlwaysToldNote trigger={detail.trigger} />
      <WaitingNote detail={detail} onOpen={() => setOpened(detail.waiting && keyOf(detail.waiting))} />
    </>
  );
  return (
    <>
      <RuleEditor
        key={`${detail.code}.${detail.source}.${detail.basedOn.group}.${detail.basedOn.store}.${detail.version}`}
        detail={detail}
        readOnly={readOnly}
        head={head}
        footer={<EditionsPanel editions={detail.editions} onOpen={(entry) => setOpened(keyOf(entry))} />}
        onSaved={saved}
      />
      <EditionLayer
        key={opened ?? 'none'}
        detail={detail}
        edition={edition}
        mayDecide={detail.waiting?.mayDecide === true && keyOf(detail.waiting) === opened}
        onClose={() => setOpened(null)}
      />
      {change && <StateDialog rule={detail} change={change} onClose={() => setChange(null)} />}
    </>
  );
}

function NewRule() {
  const saved = useSaved();
  return (
    <RuleEditor
      detail={null}
      readOnly={false}
      head={(actions) => (
        <PageHead
          tab="新建规则"
          back={back}
          title="新建规则"
          sub="写一条自己的提醒：某一天、交车后第几天，或节日前后。"
          actions={actions}
        />
      )}
      onSaved={saved}
    />
  );
}

export default function RulePage() {
  const { code = '' } = useParams();
  const may = useMay();
  const fresh = code === 'new';
  const query = useRule(fresh ? null : code);
  if (fresh) return may('care.manage') ? <NewRule /> : <NotFound what="您没有新建规则的权限" />;
  if (query.error instanceof ApiError && query.error.status === 404)
    return <NotFound what="没有找到这条规则" />;
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return query.data ? <ExistingRule detail={query.data} /> : <PageSkeleton blocks={[56, 200, 320]} />;
}
