import type { StaffCampaignView } from '@cheban/contracts';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { api } from '../../app/api.js';
import { campaignAreas } from '../../features/campaign/queries.js';
import { count, yuan } from '../../shared/format/words.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError } from '../../shared/ui/form-error.js';
import { ReasonDialog } from '../../shared/ui/reason-dialog.js';

type Asking = 'approve' | 'reject' | 'kill' | null;

/** What this person may do with the campaign now. Money and the end of it are asked for once more. */
export function CampaignActions({ campaign }: { campaign: StaffCampaignView }) {
  const [asking, setAsking] = useState<Asking>(null);
  const close = () => setAsking(null);
  const params = { id: campaign.id };
  const { meter } = campaign;
  const done = (success: string) => ({ refresh: campaignAreas, success, onSuccess: close });
  const submit = useSubmit(api.staffCampaign.submit, done('已提交，等第二个人批准'));
  const withdraw = useSubmit(api.staffCampaign.withdraw, done('已撤回，可以继续修改'));
  const approve = useSubmit(api.staffCampaign.approve, {
    ...done('已批准，正在备好每一份红包'),
    quiet: true,
  });
  const reject = useSubmit(api.staffCampaign.reject, { ...done('已退回'), quiet: true });
  const kill = useSubmit(api.staffCampaign.kill, { ...done('已叫停，不会再发出任何奖品'), quiet: true });
  const has = (action: StaffCampaignView['actions'][number]) => campaign.actions.includes(action);
  return (
    <>
      {has('edit') && (
        <Link to={`/campaigns/${campaign.id}/edit`}>
          <Button data-testid="campaign-edit">修改</Button>
        </Link>
      )}
      {has('withdraw') && (
        <Button
          loading={withdraw.isPending}
          data-testid="campaign-withdraw"
          onClick={() => withdraw.mutate({ params })}
        >
          撤回
        </Button>
      )}
      {has('reject') && (
        <Button data-testid="campaign-reject" onClick={() => setAsking('reject')}>
          退回
        </Button>
      )}
      {has('submit') && (
        <Button
          type="primary"
          loading={submit.isPending}
          data-testid="campaign-submit"
          onClick={() => submit.mutate({ params })}
        >
          提交审批
        </Button>
      )}
      {has('approve') && (
        <Button type="primary" data-testid="campaign-approve" onClick={() => setAsking('approve')}>
          批准
        </Button>
      )}
      {has('kill') && (
        <Button danger type="primary" data-testid="campaign-kill" onClick={() => setAsking('kill')}>
          立即叫停
        </Button>
      )}
      <Modal
        open={asking === 'approve'}
        title={`批准“${campaign.title}”`}
        okText={`批准，预算 ${yuan(meter.budgetFen)}`}
        cancelText="先不"
        okButtonProps={{ loading: approve.isPending, 'data-testid': 'approve-submit' }}
        onOk={() => approve.mutate({ params, body: { version: campaign.version } })}
        onCancel={close}
      >
        <p style={{ marginBottom: 12 }}>
          {campaign.waves.length} 波、共{' '}
          <b className="num">{count(campaign.waves.reduce((sum, { packets }) => sum + packets, 0))}</b>{' '}
          份，最多花 <b className="num">{yuan(meter.budgetFen)}</b>。批准后到点自动开抢，随时可以叫停。
        </p>
        <FormError error={approve.error} />
      </Modal>
      {asking === 'reject' && (
        <ReasonDialog
          title="退回修改"
          okText="退回"
          label="要改什么（提交人会看到）"
          suggestions={['预算偏高', '人群太宽', '规则没写清楚', '换个时间']}
          busy={reject.isPending}
          error={reject.error}
          testId="reject"
          onSubmit={(reason) => reject.mutate({ params, body: { reason } })}
          onClose={close}
        />
      )}
      {asking === 'kill' && (
        <ReasonDialog
          title="立即叫停"
          what={`一秒内停止发放，不能恢复。还没抢走的 ${yuan(meter.leftFen)} 退回预算；已抢到的 ${count(meter.claims)} 份照常兑现。`}
          okText="叫停活动"
          label="为什么叫停"
          suggestions={['设置有误', '发现异常领取', '门店临时安排']}
          typed={campaign.title}
          busy={kill.isPending}
          error={kill.error}
          testId="kill"
          onSubmit={(reason) => kill.mutate({ params, body: { reason } })}
          onClose={close}
        />
      )}
    </>
  );
}
