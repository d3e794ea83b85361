import type { TalkPlanView } from '@cheban/contracts';
import { followUpKindLabel, talkSplitLabel } from '@cheban/contracts/constants';
import { Button, Popconfirm, Progress } from 'antd';
import { api } from '../../app/api.js';
import { callAreas } from '../../features/call/queries.js';
import { shortDate } from '../../shared/format/time.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { Panel } from '../../shared/ui/page.js';
import { Empty } from '../../shared/ui/states.js';
import { Tag } from '../../shared/ui/tag.js';
import { cycleWords } from './talk-words.js';

function Plan({ plan, mayCancel }: { plan: TalkPlanView; mayCancel: boolean }) {
  const cancel = useSubmit(api.talk.cancelPlan, { refresh: callAreas, success: '计划已取消' });
  const percent = plan.planned === 0 ? 0 : Math.round((plan.met * 100) / plan.planned);
  return (
    <li className={plan.cancelledAt ? 'talk-plan muted' : 'talk-plan'} data-testid="talk-plan">
      <div className="talk-plan-what">
        <p className="row-gap">
          <strong>{followUpKindLabel[plan.kind]}</strong>
          <span>{cycleWords(plan)}</span>
          {plan.by && <Tag tone="grey">{talkSplitLabel[plan.by]}</Tag>}
          {plan.cancelledAt && <Tag tone="grey">已取消</Tag>}
        </p>
        <p className="small muted">
          {shortDate(plan.fromOn)}–{shortDate(plan.toOn)} · {plan.assigneeName ?? '各自的顾问'}面访 ·{' '}
          {plan.createdBy}
        </p>
      </div>
      <div className="talk-plan-done">
        <Progress
          percent={percent}
          showInfo={false}
          size="small"
          strokeColor="var(--brand)"
          aria-label="已面谈的比例"
        />
        <span className="small num">
          已谈 {plan.met} / {plan.planned}
          {plan.planned < plan.target && !plan.cancelledAt && `，目标 ${plan.target}`}
        </span>
      </div>
      <div className="talk-plan-acts">
        {mayCancel && !plan.cancelledAt && plan.kind !== 'home_visit' && (
          <Popconfirm
            title="取消这个计划？"
            description="还没开始的面访会撤下，已谈的保留。"
            okText="取消计划"
            cancelText="返回"
            onConfirm={() => cancel.mutate({ params: { id: plan.id } })}
          >
            <Button size="small" loading={cancel.isPending} data-testid="talk-plan-cancel">
              取消
            </Button>
          </Popconfirm>
        )}
      </div>
    </li>
  );
}

/** The plans that touch the month, the newest first. */
export function PlansPanel({ plans, mayCancel }: { plans: readonly TalkPlanView[]; mayCancel: boolean }) {
  return (
    <Panel flush title="计划">
      {plans.length === 0 ? (
        <Empty icon="talks" title="这个月没有计划" text="上月有交车时，家访会在月初自动安排。" />
      ) : (
        <ul className="talk-plans">
          {plans.map((plan) => (
            <Plan key={plan.id} plan={plan} mayCancel={mayCancel} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
