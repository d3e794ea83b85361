import type { OwnerDetail } from '@cheban/contracts';
import { shortDate, stamp } from '../../shared/format/time.js';
import { Icon } from '../../shared/ui/icon.js';
import { Facts, Panel } from '../../shared/ui/page.js';
import { Tag } from '../../shared/ui/tag.js';

const sexLabel: Record<OwnerDetail['sex'], string | null> = {
  male: '男',
  female: '女',
  company: '公司客户',
  unknown: null,
};

/** Who this is. A full number can be called with one tap. */
export function WhoPanel({
  owner,
  phone,
  unmasked,
}: {
  owner: OwnerDetail;
  phone: string | null;
  unmasked: boolean;
}) {
  const callable = phone !== null && /^\d{11}$/.test(phone);
  return (
    <Panel title="客户">
      <Facts
        rows={[
          [
            '手机',
            phone && (
              <span className="row-gap num" key="phone" data-testid="owner-phone">
                {callable ? (
                  <a href={`tel:${phone}`}>
                    <Icon name="phone" size={13} /> {phone}
                  </a>
                ) : (
                  phone
                )}
                {unmasked && <Tag>已记录查看</Tag>}
              </span>
            ),
          ],
          ['性别', sexLabel[owner.sex]],
          ['生日', owner.birthday],
          ['地区', owner.region],
          ['职业', owner.occupation],
          ['爱好', owner.hobbies],
          ['驾照到期', owner.licenceExpiresOn && shortDate(owner.licenceExpiresOn)],
          [
            '隐私授权',
            owner.consented
              ? `已同意${owner.consentedAt ? `（${stamp(owner.consentedAt)}）` : ''}`
              : '尚未同意',
          ],
        ]}
      />
    </Panel>
  );
}
