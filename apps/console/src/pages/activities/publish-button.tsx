import type { StaffActivityView } from '@cheban/contracts';
import { Button, Popconfirm } from 'antd';
import { api } from '../../app/api.js';
import { activityAreas } from '../../features/activity/queries.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';

/** Lets owners see the activity and sign up. Nobody gets a message by it; they find it in 活动. */
export function PublishButton({ activity, ready }: { activity: StaffActivityView; ready: boolean }) {
  const publish = useSubmit(api.staffActivity.publish, {
    refresh: activityAreas,
    success: '已发布，车主现在可以报名',
  });
  return (
    <Popconfirm
      title="发布这个活动？"
      description={
        <span style={{ display: 'block', maxWidth: 260 }}>
          {activity.storeName}的车主会在小程序“活动”里看到并报名。发布本身不会群发消息。
        </span>
      }
      okText="发布"
      cancelText="再看看"
      okButtonProps={{ 'data-testid': 'publish-confirm' }}
      disabled={!ready}
      onConfirm={() => publish.mutateAsync({ params: { id: activity.id } }).catch(() => undefined)}
    >
      <Button
        type="primary"
        data-testid="activity-publish"
        disabled={!ready}
        loading={publish.isPending}
        title={ready ? undefined : '先安排一场还没开始的场次'}
      >
        发布
      </Button>
    </Popconfirm>
  );
}
