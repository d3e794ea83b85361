import type { CaseDetail } from '@cheban/contracts';
import { ownerAnswerLabel } from '@cheban/contracts/constants';
import { Alert } from 'antd';

/** What the owner says to the question whether it is solved, or that it is being asked. */
export function OwnerWord({ entry }: { entry: CaseDetail }) {
  if (entry.ownerAnswer === 'not_solved')
    return (
      <Alert
        type="error"
        showIcon
        data-testid="owner-word"
        title={ownerAnswerLabel.not_solved}
        description="已重新计时。请先打个电话听车主说，再决定怎么办。"
      />
    );
  if (entry.ownerAnswer === 'solved')
    return <Alert type="success" showIcon data-testid="owner-word" title={ownerAnswerLabel.solved} />;
  if (entry.state === 'waiting_owner')
    return (
      <Alert
        type="info"
        showIcon
        data-testid="owner-word"
        title="等车主确认"
        description="车主的小程序里会问“解决了吗”。答“没有解决”会自动重新打开，答“已解决”会自动关闭。"
      />
    );
  return null;
}
