import {
  ADVISOR,
  field,
  type ImportField,
  NOT_DRIVEN,
  PLANNED,
  PLATE,
  STORE,
  VIN,
  without,
} from './import-field.js';

/** Money that is only a part of an order, or that the customer has not paid for it. */
const PARTLY =
  '工时|备件|配件|零件|材料|保修|优惠|折扣|抵扣|税额|单价|欠|挂账|储值|预收|定金|毛利|成本|附加|索赔|三包|积分|内部|保险|累计';

/** Numbers of papers that are no order of the workshop. */
const OTHER_PAPERS =
  '保险|保单|发票|采购|领料|出库|入库|预约|估价|报价|物流|快递|投诉|索赔|关联|来源|原|旧|上级|上次|储值|充值|优惠|结算卡|会员|事故|报案|理赔';

/** Days and distances of another visit, or of what was to come. */
const NOT_THIS_DAY = `${PLANNED}|上次|上一次|最近|末次|下一次|预交|预定|应交|承诺|要求|约定|结束`;

/** Fields of a workshop history export (维修历史). */
export const historyFields: readonly ImportField[] = [
  {
    ...field(
      'orderNo',
      '工单号',
      '工单号 工单编号 工单编码 结算单号 结算单编号 维修单号 维修工单号 施工单号 委托书号 委托单号 任务委托书号 派工单号 接车单号 单据编号 单据号 业务单号 订单号 服务订单号 服务订单 消费单号 单号 RO号 RO单号 RO 结算号 维修单 流水号 合同号 orderno billno orderid ordernumber workorder workorderno repairorder repairorderno ronumber rono jobno jobcard invoiceno',
      /(工单|结算单|维修单|施工单|委托书|委托单|派工单|接车单|单据|业务单|订单|服务单|保养单|消费单).{0,2}(号|编号|号码|no$)|^单号$|^(结算|维修|委托|派工|开单)(号码?|编号)$|维修合同号|ro(单)?(号|编号)/,
      true,
    ),
    loose: without(OTHER_PAPERS, '单(据)?(号|号码|编号|编码)$|^(?:job|doc|document|reference)no$'),
  },
  { ...VIN, required: false, anyOf: 'car' },
  { ...PLATE, anyOf: 'car' },
  {
    ...field(
      'visitedOn',
      '进厂日期',
      '进厂日期 进厂时间 入厂日期 入厂时间 进站日期 来厂日期 来厂时间 回厂日期 返厂日期 到厂日期 到店日期 到店时间 来店日期 来店时间 入店日期 送修日期 送修时间 交修日期 送检日期 接车日期 接车时间 接待日期 接待时间 维修日期 维修时间 修理日期 修理时间 开单日期 开单时间 RO开单日期 RO开单时间 委托日期 委托时间 工单创建日期 工单创建时间 工单日期 报修日期 开工日期 业务日期 单据日期 服务日期 消费日期 消费时间 日期 visitdate indate checkindate rodate rocreatedate opendate repairdate servicedate orderdate date',
      without(
        NOT_THIS_DAY,
        '([进入来回返到](厂|店|站|库)(维修|保养|服务)?|送修|交修|接车|接待|维修|修理|开单|开工单|工单|业务|单据|服务|保养|委托|消费)(日期|时间|日)',
      ),
      true,
    ),
    // The day on which the car came stands beside those on which it was done, paid for and fetched.
    early: without(NOT_THIS_DAY, '^(?:车辆|客户)?(?:实际)?[进入来回返到](?:厂|店|站|库)(?:日期|时间|日)$'),
    loose: without(
      NOT_THIS_DAY,
      '(开始|创建|建单|开立|受理|录入|制单|下单|建立|生成|发生|登记|结算|结账|结清|收款|[出离](厂|店|站|库)|完工|完成|交车|结束)(日期|时间|日)$|^(?:arrival|receptiondate|opened|datein|invoicedate|closedate)',
    ),
  },
  {
    ...field(
      'km',
      '里程',
      '里程 进厂里程 入厂里程 进店里程 行驶里程 来厂里程 里程数 里程表读数 公里数 当前里程 本次里程 进厂公里数 行驶公里 表数 mileage mileagein inmileage km odometer',
      without(`${NOT_THIS_DAY}|${NOT_DRIVEN}`, '里程|公里'),
    ),
    early: without(
      NOT_THIS_DAY,
      '^(?:车辆)?(?:[进入来回返到](?:厂|店|站|库)|送修|接车)(?:行驶)?(?:总)?(?:里程数?|公里数?)$',
    ),
  },
  {
    ...field(
      'kind',
      '业务类型',
      '业务类型 维修类型 维修类别 维修单类型 服务类型 工单类型 修理类型 业务类别 维修种类 作业类型 RO类型 订单类型 业务分类 类型 类别 工种 单据类型 结算类型 收费类别 项目 维修项目 保养项目 服务项目 作业项目 消费项目 项目名称 维修内容 作业内容 servicetype rotype repairtype billtype ordertype type',
      /(业务|维修|服务|结算|工单|修理|作业|订单|单据|维修|委托书|消费|施工|保养|合同|服务单|[进入来回返到](厂|店|站|库)|ro)单?(类型|类别|分类|大类|种类|性质|方式|目的|事由)/,
    ),
    loose: /^(?!.*(?:客户|配件|会员|发票|物料)).*(?:项目|内容|事项)$/,
  },
  {
    ...field(
      'paid',
      '结算金额',
      '结算金额 实收金额 实收 实收合计 实收费用 实付金额 客户自付金额 客户付费金额 客户付费 客户自付 自付金额 自费金额 结算总额 应收金额 应收合计 合计金额 金额合计 总金额 价税合计 金额 消费金额 收款金额 发票金额 产值 维修金额 总费用 费用合计 工单金额 实收额 实收总额 已收金额 付款金额 实付款 实付 结账金额 结算额 折后金额 优惠后金额 含税金额 税后金额 工料合计 总额 总计 合计 总价 营业额 营收 应收 收入金额 小计金额 小计 项目金额 费用 总计金额 总值 净额 订单金额 收入合计 实际收款 客户实付 amount balanceamount paid paidamount totalamount total grandtotal amountpaid invoiceamount netamount totalprice',
      without(
        PARTLY,
        '(结算|实收|实付|应收|合计|总计|消费|维修|工单|收款|付款|客户付|自付|自费|开票|发票|含税|折后).{0,2}(金额|总额|费用|合计|总计|额$|款$)|客户(付费|自付|实付)|实际(收款|付款)|产值|营收|总金额|总费用',
      ),
    ),
    loose: without(
      `${PARTLY}|labou?r|parts|discount|tax`,
      '(?:金额|费用|合计|总额|总价|总计|收入|营业额)$|(?:amount|total)',
    ),
  },
  ADVISOR,
  field(
    'status',
    '状态',
    '状态 结算状态 工单状态 单据状态 RO状态 订单状态 审核状态 审核标志 工单进度 系统状态 是否结算 是否审核 维修状态 业务状态 status',
    /(结算|结清|完工|收款|付款|支付|工单|单据|维修|修理|业务|服务|作业|施工|委托书|合同|订单|审核|流程|处理|ro)单?(状态|标志|标识|status)|是否(已)?(结算|结清|完工|收款|审核)/,
  ),
  field(
    'voided',
    '是否作废',
    '是否作废 作废标志 作废 作废标记 是否取消 取消标志 是否删除 删除标志 是否红冲 红冲标志',
    /(作废|取消|删除|红冲)(标志|标记|标识)|是否(已)?(作废|取消|删除|红冲)/,
  ),
  STORE,
  field('valid', '是否有效', '是否有效 有效标志 有效标识 有效标记 有效状态 有效'),
];
