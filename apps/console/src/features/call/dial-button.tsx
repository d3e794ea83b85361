import { App, Button } from 'antd';
import { api } from '../../app/api.js';
import { useMay } from '../../app/me.js';
import { sayError } from '../../app/query-client.js';
import { usePhone } from '../../shared/hooks/use-phone.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { Icon } from '../../shared/ui/icon.js';

/** Asks for the full number, which is recorded with its reason, and dials it on a phone. */
export function DialButton({
  of,
  reason,
}: {
  of: { readonly ownerId: string; readonly phoneMasked: string | null };
  reason: string;
}) {
  const may = useMay();
  const phone = usePhone();
  const { message } = App.useApp();
  const unmask = useSubmit(api.customer.unmask, {
    quiet: true,
    onSuccess: (view) => {
      if (phone && view.phone) window.location.assign(`tel:${view.phone}`);
    },
    onError: (error) => void message.error(sayError(error)),
  });
  const number = unmask.data?.phone;
  if (!of.phoneMasked) return <p className="muted">没有登记手机号，请到客户页面核对。</p>;
  if (number) {
    return (
      <Button
        block
        size="large"
        type="primary"
        href={`tel:${number}`}
        icon={<Icon name="phone" />}
        data-testid="call-number"
      >
        <span className="num">{number}</span>
      </Button>
    );
  }
  if (!may('customer.unmask')) return <p className="num">{of.phoneMasked}</p>;
  return (
    <Button
      block
      size="large"
      type="primary"
      icon={<Icon name="phone" />}
      data-testid="call-dial"
      loading={unmask.isPending}
      title="查看号码会记入操作记录"
      onClick={() =>
        unmask.mutate({
          params: { id: of.ownerId },
          body: { reason: reason.slice(0, 60) },
        })
      }
    >
      {phone ? '拨打' : '显示号码'} <span className="num">{of.phoneMasked}</span>
    </Button>
  );
}
