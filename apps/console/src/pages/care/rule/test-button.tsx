import type { CareRuleBody } from '@cheban/contracts';
import { App, Button } from 'antd';
import { api } from '../../../app/api.js';
import { useStoreId } from '../../../app/me.js';
import { sayError } from '../../../app/query-client.js';
import { useSubmit } from '../../../shared/hooks/use-submit.js';

/** Sends the words of one stage to the WeChat of the person who asks. */
export function TestButton({
  code,
  offset,
  body,
  disabled,
}: {
  code: string;
  offset: number;
  body: CareRuleBody;
  disabled: boolean;
}) {
  const storeId = useStoreId();
  const { modal } = App.useApp();
  const test = useSubmit(api.careRule.test, {
    success: '已发到您自己的微信，请在手机上查看',
    quiet: true,
    onError: (error) => void modal.warning({ title: '没有发出', content: sayError(error), okText: '知道了' }),
  });
  return (
    <Button
      data-testid="rule-test"
      disabled={disabled}
      loading={test.isPending}
      onClick={() => test.mutate({ params: { code }, body: { storeId, offset, body } })}
    >
      试发给我
    </Button>
  );
}
