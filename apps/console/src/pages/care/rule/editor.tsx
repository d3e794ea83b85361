import './rule.css';
import { ApiError } from '@cheban/api-client';
import type { CareRuleBody, CareRuleDetail } from '@cheban/contracts';
import { mayInvite } from '@cheban/contracts/constants';
import { Button } from 'antd';
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useWorkplace } from '../../../app/me.js';
import { useRuleCampaigns } from '../../../features/care/queries.js';
import { useStore } from '../../../features/store/queries.js';
import { today } from '../../../shared/format/time.js';
import { useDraft } from '../../../shared/hooks/use-draft.js';
import { Panel } from '../../../shared/ui/page.js';
import { AudiencePanel } from './audience-panel.js';
import { CampaignPanel } from './campaign-panel.js';
import { ChannelsForm } from './channels-form.js';
import { finished, newRule, sameRule } from './draft.js';
import { PhonePreview } from './phone-preview.js';
import { previewFacts } from './preview-facts.js';
import { PreviewLayer } from './preview-layer.js';
import { ProblemList } from './problem-list.js';
import { problemsOfDraft, problemsOfServer, shortMaxOf } from './problems.js';
import { SaveDialog } from './save-dialog.js';
import { StageForm } from './stage-form.js';
import { TestButton } from './test-button.js';
import { TriggerForm } from './trigger-form.js';
import { useTemplates } from './use-templates.js';

/** First field of a page with this problem: focus goes there. */
function goTo(section: string): void {
  const place = document.getElementById(`rule-${section}`);
  place?.scrollIntoView({ block: 'center' });
  place?.querySelector<HTMLElement>('[aria-invalid="true"], input, textarea')?.focus({ preventScroll: true });
}
const sectionOf = (path: string): string => {
  if (path === 'channels' || path === 'audience' || path === 'campaignId') return path;
  return path.startsWith('stages') ? 'stages' : 'when';
};

/** Runs `save` on Ctrl + S or ⌘ + S, in fields too. */
function useSaveKey(save: () => void): void {
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 's' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', handle);
    return () => document.removeEventListener('keydown', handle);
  }, []);
}

/**
 * Writes a rule: the form at the left, the phone at the right. What is typed is kept on this device until it is saved.
 * Mount it anew (`key`) when the edition underneath changes.
 */
export function RuleEditor({
  detail,
  readOnly,
  head,
  footer,
  onSaved,
}: {
  /** Null for a rule that does not exist yet. */
  detail: CareRuleDetail | null;
  readOnly: boolean;
  /** Draws the page's head around the actions. */
  head(actions: ReactNode): ReactNode;
  footer?: ReactNode;
  onSaved(saved: { code: string; state: 'live' | 'submitted'; why: string }): void;
}) {
  const { me, store } = useWorkplace();
  const { store: storeFile } = useStore();
  const start = useMemo(() => detail?.body ?? newRule(today()), [detail]);
  const draftName = `care-rule.${store.id}.${detail ? `${detail.code}.${detail.basedOn.group}.${detail.basedOn.store}` : 'new'}`;
  const [body, setBody, forget] = useDraft<CareRuleBody>(draftName, () => start);
  const [round, setRound] = useState(0);
  const [unfinished, setUnfinished] = useState(0);
  const [chosen, setChosen] = useState(0);
  const [shows, setShows] = useState<'preview' | 'save' | null>(null);
  const [refused, setRefused] = useState<ReadonlyMap<string, string>>(new Map());

  const templates = useTemplates(detail, body.kind);
  const fields = templates ?? [];
  const paused = (detail?.kind === body.kind && detail.templatePause?.channels) || [];
  const own = problemsOfDraft(body, { detail, fields, today: today(), unfinished });
  const problems = new Map([...refused, ...own]);
  const dirty = !sameRule(body, start);
  const stage = body.stages[chosen] ?? body.stages[0];
  // Who gets it is known when it happens: an audience has no part in it.
  const happens = body.trigger.type === 'event';
  const invites = mayInvite(body);
  const campaigns = useRuleCampaigns(detail?.campaigns ?? [], invites);
  // An untouched new rule has nothing wrong with it yet.
  const shown = detail || dirty ? problems : new Map<string, string>();

  function change(next: CareRuleBody) {
    setRefused(new Map());
    setBody(mayInvite(next) ? next : { ...next, campaignId: undefined });
  }
  function drop() {
    forget();
    setBody(start);
    forget();
    setUnfinished(0);
    setChosen(0);
    setRound(round + 1);
  }
  function go(path: string) {
    const index = /^stages\.(\d+)/.exec(path)?.[1];
    if (index !== undefined) setChosen(Number(index));
    requestAnimationFrame(() => goTo(sectionOf(path)));
  }

  // What is in force may always be looked at, a draft once it is well.
  const broken = own.size > 0 && (dirty || !detail);
  function askToSave() {
    const [first] = own.keys();
    if (first === undefined) setShows('save');
    else go(first);
  }
  useSaveKey(() => {
    if (dirty && !readOnly && shows === null) askToSave();
  });
  const draft = detail && !dirty ? undefined : finished(body);
  const actions = (
    <>
      {dirty && !readOnly && (
        <>
          {detail && <span className="rule-unsaved small">有未保存的修改，已留在这台电脑上</span>}
          <Button type="text" onClick={drop}>
            放弃修改
          </Button>
        </>
      )}
      <Button data-testid="rule-preview" disabled={broken} onClick={() => setShows('preview')}>
        预览
      </Button>
      {detail && !readOnly && stage && (
        <TestButton code={detail.code} offset={stage.offset} body={finished(body)} disabled={broken} />
      )}
      {!readOnly && (
        <Button type="primary" data-testid="rule-save" disabled={!dirty} title="Ctrl + S" onClick={askToSave}>
          保存
        </Button>
      )}
    </>
  );

  return (
    <>
      {head(actions)}
      <div className="rule-columns">
        <div className="stack">
          <div id="rule-when">
            <Panel title="什么时候">
              <TriggerForm
                body={body}
                builtIn={detail?.builtIn ?? false}
                limits={detail?.limits ?? null}
                disabled={readOnly}
                problems={shown}
                onChange={change}
              />
            </Panel>
          </div>
          <div id="rule-stages">
            <Panel title="说什么" extra={<span className="small">共 {body.stages.length} 次</span>}>
              <StageForm
                body={body}
                chosen={chosen}
                shortMax={shortMaxOf(body, fields)}
                disabled={readOnly}
                problems={shown}
                onChoose={setChosen}
                onChange={change}
              />
            </Panel>
          </div>
          <div id="rule-audience" hidden={happens && body.audience === null}>
            <AudiencePanel
              key={round}
              segment={body.audience}
              trigger={body.trigger}
              disabled={readOnly}
              problem={shown.get('audience')}
              onChange={(audience, count) => {
                setUnfinished(count);
                change({ ...body, audience });
              }}
            />
          </div>
          {invites && (
            <div id="rule-campaignId">
              <CampaignPanel
                body={body}
                campaigns={campaigns}
                disabled={readOnly}
                problem={shown.get('campaignId')}
                onChange={change}
              />
            </div>
          )}
          <div id="rule-channels">
            <Panel title="走哪个渠道" extra={<span className="small">从上往下试，送到为止</span>}>
              <ChannelsForm
                body={body}
                templates={templates}
                paused={paused}
                disabled={readOnly}
                problem={shown.get('channels')}
                onChange={change}
              />
            </Panel>
          </div>
          {footer}
        </div>
        <div className="stack rule-side">
          <Panel title="车主看到的">
            {stage && (
              <PhonePreview
                body={body}
                stage={stage}
                fields={templates}
                paused={paused}
                campaign={campaigns.find(({ id, open }) => open && id === body.campaignId)?.title ?? null}
                facts={previewFacts(
                  body,
                  stage.offset,
                  { name: store.name, phone: storeFile?.phone ?? '' },
                  me.name,
                )}
              />
            )}
          </Panel>
          <ProblemList body={body} problems={shown} warnings={detail?.warnings ?? []} onGo={go} />
        </div>
      </div>
      <PreviewLayer
        open={shows === 'preview'}
        code={detail?.code ?? null}
        body={draft}
        onClose={() => setShows(null)}
      />
      {shows === 'save' && (
        <SaveDialog
          detail={detail}
          body={finished(body)}
          onClose={() => setShows(null)}
          onRefused={(error) => {
            if (!(error instanceof ApiError) || error.fields.length === 0) return;
            setShows(null);
            setRefused(problemsOfServer(error.fields));
          }}
          onSaved={(saved) => {
            forget();
            setShows(null);
            onSaved(saved);
          }}
        />
      )}
    </>
  );
}
