"""What budget sentences say, figure by figure: tables of sentences (§) and of what each figure in them says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest import bodies, terms
from ingest.quantity import find
from ingest.statements import Context, read, statements

BUDGET = """
§ 2026年“三公”经费预算12.40万元，比2025年减少1.60万元。其中：因公出国（境）费0万元，与上年持平；公务接待费2.40万元，比上年减少0.60万元，主要原因是接待任务减少；公务用车购置及运行维护费10万元，比上年减少1万元，主要原因是一辆公务用车报废，主要用于下乡巡查。
    12.40万元｜“三公”经费｜level｜2026 budget
    1.60万元｜“三公”经费｜change｜2026 budget｜↓｜比2025
    0万元｜“三公”经费/因公出国（境）费｜level｜2026 budget｜全：“三公”经费
    —｜“三公”经费/因公出国（境）费｜change｜2026 budget｜＝｜比2025
    2.40万元｜“三公”经费/公务接待费｜level｜2026 budget｜全：“三公”经费
    0.60万元｜“三公”经费/公务接待费｜change｜2026 budget｜↓｜比2025｜因：接待任务减少
    10万元｜“三公”经费/公务用车购置及运行维护费｜level｜2026 budget｜全：“三公”经费｜用：下乡巡查
    1万元｜“三公”经费/公务用车购置及运行维护费｜change｜2026 budget｜↓｜比2025｜因：一辆公务用车报废
    一辆｜公务用车报废｜count｜2026 budget｜↓

§ （一）收入预算：2026年年初预算数860.25万元，其中：一般公共预算拨款850.25万元，政府性基金预算拨款0万元，其他收入10万元。收入比2025年增加60.25万元，主要是按照《示例市防汛工作方案》（示府发〔2025〕12号）要求新建两处监测站。从各镇划转巡查人员16名，相关费用增加，故收入增加。
    860.25万元｜收入预算｜level｜2026 budget
    850.25万元｜收入预算/一般公共预算拨款｜level｜2026 budget｜全：收入预算
    0万元｜收入预算/政府性基金预算拨款｜level｜2026 budget｜全：收入预算
    10万元｜收入预算/其他收入｜level｜2026 budget｜全：收入预算
    60.25万元｜收入｜change｜2026 budget｜↑｜比2025｜因：按照《示例市防汛工作方案》（示府发〔2025〕12号）要求新建两处监测站。从各镇划转巡查人员16名，相关费用增加，故收入增加
    16名｜巡查人员｜count｜2026 budget

§ 2026年年初预算数860.25万元，其中：农林水支出700.15万元，住房保障支出60.10万元。支出比2025年增加60.25万元，主要是基本支出增加10.25万元，项目支出增加50万元。
    860.25万元｜｜level｜2026 budget
    700.15万元｜农林水支出｜level｜2026 budget
    60.10万元｜住房保障支出｜level｜2026 budget
    60.25万元｜支出｜change｜2026 budget｜↑｜比2025｜因：基本支出增加10.25万元，项目支出增加50万元
    10.25万元｜基本支出｜change｜2026 budget｜↑｜比2025
    50万元｜项目支出｜change｜2026 budget｜↑｜比2025

§ 2026年收入预算9,860.12万元，其中：财政拨款收入9,860.12万元，比2025年预算增加120.50万元；事业收入0万元。
    9,860.12万元｜收入预算｜level｜2026 budget
    9,860.12万元｜收入预算/财政拨款收入｜level｜2026 budget｜全：收入预算
    120.50万元｜收入预算/财政拨款收入｜change｜2026 budget｜↑｜比2025 budget
    0万元｜收入预算/事业收入｜level｜2026 budget｜全：收入预算

§ 财政拨款支出预算中，一般公共预算拨款支出预算9,860.12万元，比2025年预算增加120.50万元；政府性基金拨款支出预算0万元，与2025年预算持平。
    9,860.12万元｜财政拨款支出/一般公共预算拨款支出｜level｜2026 budget｜部：财政拨款支出
    120.50万元｜财政拨款支出/一般公共预算拨款支出｜change｜2026 budget｜↑｜比2025 budget
    0万元｜财政拨款支出/政府性基金拨款支出｜level｜2026 budget｜部：财政拨款支出
    —｜财政拨款支出/政府性基金拨款支出｜change｜2026 budget｜＝｜比2025 budget

§ 财政拨款收入支出增加的主要原因是新增防汛项目。
    —｜财政拨款收入支出｜change｜2026 budget｜↑｜比2025｜因：新增防汛项目

§ 1. “农林水支出-水利-行政运行”科目420.33万元，主要用于机关的基本支出。
    420.33万元｜农林水支出/水利/行政运行｜level｜2026 budget｜用：机关的基本支出

§ 2. “2130305水利工程建设”科目88.00万元，主要用于水闸维修。
    88.00万元｜水利工程建设｜level｜2026 budget｜码2130305｜用：水闸维修

§ 3. “农林水支出（类）水利（款）防汛（项）”56.70万元，主要用于防汛物资储备。2025年当年预算执行数为60.00万元，2026年预算安排56.70万元，比2025年预算执行数减少5.50%。主要原因是：储备物资已补足。
    56.70万元｜农林水支出/水利/防汛｜level｜2026 budget｜用：防汛物资储备
    60.00万元｜农林水支出/水利/防汛｜level｜2025 actual
    56.70万元｜农林水支出/水利/防汛｜level｜2026 budget
    5.50%｜农林水支出/水利/防汛｜rate｜2026 budget｜↓｜比2025 actual｜因：储备物资已补足

§ 水土保持（执行数36.00万元，增长2.86%）35.00万元。
    36.00万元｜水土保持｜level｜2026 actual
    2.86%｜水土保持｜rate｜2026 actual｜↑｜比2025
    35.00万元｜水土保持｜level｜2026 budget

§ 2.社会保障和就业（类）支出73.20万元，主要用于发放离休人员离休费等。与上年相比增加3.20万元，增长4.57%。主要原因是缴费基数调整。
    73.20万元｜社会保障和就业支出｜level｜2026 budget｜用：发放离休人员离休费等
    3.20万元｜社会保障和就业支出｜change｜2026 budget｜↑｜比2025｜因：缴费基数调整
    4.57%｜社会保障和就业支出｜rate｜2026 budget｜↑｜比2025｜因：缴费基数调整

§ 本年支出预算合计860.25万元，其中：基本支出560.25万元，占65.13%；项目支出300.00万元，占34.87%。
    860.25万元｜本年支出｜level｜2026 budget
    560.25万元｜本年支出/基本支出｜level｜2026 budget｜全：本年支出
    65.13%｜本年支出/基本支出｜share｜2026 budget｜占：本年支出
    300.00万元｜本年支出/项目支出｜level｜2026 budget｜全：本年支出
    34.87%｜本年支出/项目支出｜share｜2026 budget｜占：本年支出

§ 2026年度收入、支出预算总计860.25万元，与上年相比收、支预算总计各增加60.25万元，增长7.53%。
    860.25万元｜收入、支出预算总计｜level｜2026 budget
    60.25万元｜收入、支出预算总计｜change｜2026 budget｜↑｜比2025
    7.53%｜收入、支出预算总计｜rate｜2026 budget｜↑｜比2025

§ 一般公共预算拨款安排的“三公”经费预算支出中，公务接待费支出2.40万元，占“三公”经费的19.35%；公务用车运行维护费支出10.00万元，占“三公”经费的80.65%。
    2.40万元｜一般公共预算拨款安排的“三公”经费/公务接待费支出｜level｜2026 budget｜部：一般公共预算拨款安排的“三公”经费
    19.35%｜一般公共预算拨款安排的“三公”经费/公务接待费支出｜share｜2026 budget｜占：“三公”经费
    10.00万元｜一般公共预算拨款安排的“三公”经费/公务用车运行维护费支出｜level｜2026 budget｜部：一般公共预算拨款安排的“三公”经费
    80.65%｜一般公共预算拨款安排的“三公”经费/公务用车运行维护费支出｜share｜2026 budget｜占：“三公”经费

§ （1）办公费（款）支出21.5万元。用于购买办公用品。
    21.5万元｜办公费｜level｜2026 budget｜用：购买办公用品

§ 所属各预算单位政府采购预算总额30万元：政府采购货物预算10万元、政府采购工程预算0万元、政府采购服务预算20万元；其中一般公共预算拨款政府采购30万元：政府采购货物预算10万元、政府采购工程预算0万元、政府采购服务预算20万元。
    30万元｜政府采购｜level｜2026 budget
    10万元｜政府采购/政府采购货物｜level｜2026 budget｜全：政府采购
    0万元｜政府采购/政府采购工程｜level｜2026 budget｜全：政府采购
    20万元｜政府采购/政府采购服务｜level｜2026 budget｜全：政府采购
    30万元｜政府采购/一般公共预算拨款政府采购｜level｜2026 budget｜部：政府采购
    10万元｜政府采购/一般公共预算拨款政府采购/政府采购货物｜level｜2026 budget｜全：政府采购/一般公共预算拨款政府采购
    0万元｜政府采购/一般公共预算拨款政府采购/政府采购工程｜level｜2026 budget｜全：政府采购/一般公共预算拨款政府采购
    20万元｜政府采购/一般公共预算拨款政府采购/政府采购服务｜level｜2026 budget｜全：政府采购/一般公共预算拨款政府采购

§ 截至2025年12月，所属各预算单位共有车辆3辆，其中一般公务用车2辆、执勤执法用车1辆。2026年一般公共预算安排购置车辆0辆。
    3辆｜车辆｜count｜2025 actual｜截至2025年12月
    2辆｜车辆/一般公务用车｜count｜2025 actual｜部：车辆｜截至2025年12月
    1辆｜车辆/执勤执法用车｜count｜2025 actual｜部：车辆｜截至2025年12月
    0辆｜购置车辆｜count｜2026 budget

§ 本部门共有车辆5辆；单价50万元（含）以上设备（不含车辆）2台（套）。
    5辆｜车辆｜count｜2026 budget
    50万元｜单价｜threshold｜2026 budget｜≥
    2台（套）｜单价50万元（含）以上设备｜count｜2026 budget

§ 2026年示例市水务局下属1家机关和2家参公事业单位财政拨款的机关运行经费预算为66.80万元。
    1家｜机关｜count｜2026 budget｜@示例市水务局
    2家｜参公事业单位｜count｜2026 budget｜@示例市水务局
    66.80万元｜机关运行经费｜level｜2026 budget｜@示例市水务局

§ 编报绩效目标的项目12个，涉及项目预算资金530.40万元。
    12个｜编报绩效目标的项目｜count｜2026 budget
    530.40万元｜编报绩效目标的项目/涉及项目预算资金｜level｜2026 budget

§ 项目支出均实行了绩效目标管理，涉及一般公共预算财政拨款300.00万元。
    300.00万元｜涉及一般公共预算财政拨款｜level｜2026 budget

§ 目前，共有巡查员16名，其中专科6人，人均4.8万元/年，本科10人，人均5.2万元/年。
    16名｜巡查员｜count｜2026 budget
    6人｜巡查员/专科｜count｜2026 budget｜部：巡查员
    4.8万元/年｜专科/人均｜average｜2026 budget
    10人｜巡查员/本科｜count｜2026 budget｜部：巡查员
    5.2万元/年｜本科/人均｜average｜2026 budget

§ 水质监测次数不少于120次，群众满意度不低于95%，处理时限不超过3天。
    120次｜水质监测次数｜count｜2026 budget｜≥
    95%｜群众满意度｜level｜2026 budget｜≥
    3天｜处理时限｜count｜2026 budget｜≤

§ 河湖管护项目2026年当年预算120.00万元，下设2个事业单位。
    120.00万元｜河湖管护项目｜level｜2026 budget
    2个｜事业单位｜count｜2026 budget

§ 基本支出预算数为560.25万元。与上年相比增加10.25万元，增长1.86%。项目支出预算数为300.00万元。与上年数一致。
    560.25万元｜基本支出｜level｜2026 budget
    10.25万元｜基本支出｜change｜2026 budget｜↑｜比2025
    1.86%｜基本支出｜rate｜2026 budget｜↑｜比2025
    300.00万元｜项目支出｜level｜2026 budget
    —｜项目支出｜change｜2026 budget｜＝｜比2025

§ 按支出用途分类，基本支出增加10.25万元，项目支出、预留机动经费与上年数一致。
    10.25万元｜基本支出｜change｜2026 budget｜↑｜比2025
    —｜项目支出｜change｜2026 budget｜＝｜比2025
    —｜预留机动经费｜change｜2026 budget｜＝｜比2025

§ 公务用车运行维护费增加（减少）0万元，增长（减少）0%。
    0万元｜公务用车运行维护费｜change｜2026 budget｜＝｜比2025
    0%｜公务用车运行维护费｜rate｜2026 budget｜＝｜比2025

§ 因人员退休，工资福利支出比上年减少5.10万元，下降1.02%。
    5.10万元｜工资福利支出｜change｜2026 budget｜↓｜比2025｜因：人员退休
    1.02%｜工资福利支出｜rate｜2026 budget｜↓｜比2025｜因：人员退休

§ 2026年度部门支出预算安排与2025年度相比（2025年度部门支出预算安排为800.00万元），增加60.25万元，增长7.53%。
    800.00万元｜部门支出｜level｜2025 budget
    60.25万元｜部门支出｜change｜2026 budget｜↑｜比2025
    7.53%｜部门支出｜rate｜2026 budget｜↑｜比2025
"""

FINAL_ACCOUNTS = """
§ 水利（款）防汛（项）。因汛期提前，支出决算为96.00万元，大于年初预算80.00万元，完成年初预算的120.00%。
    96.00万元｜水利/防汛｜level｜2025 actual
    80.00万元｜水利/防汛｜level｜2025 initial_budget
    120.00%｜水利/防汛｜completion｜2025 actual｜比2025 initial_budget｜因：汛期提前

§ 基本支出较2024年度多支出4.00万元，增长5.00%，缘于补发上年度考核奖；项目支出较2024年度多支出6.00万元，增长2.00%，系闸门更换。
    4.00万元｜基本支出｜change｜2025 actual｜↑｜比2024｜因：补发上年度考核奖
    5.00%｜基本支出｜rate｜2025 actual｜↑｜比2024｜因：补发上年度考核奖
    6.00万元｜项目支出｜change｜2025 actual｜↑｜比2024｜因：闸门更换
    2.00%｜项目支出｜rate｜2025 actual｜↑｜比2024｜因：闸门更换

§ “三公”经费年初预算20.00万元，完成90.50%。
    20.00万元｜“三公”经费｜level｜2025 initial_budget
    90.50%｜“三公”经费｜completion｜2025 actual｜比2025 budget

§ 公务用车购置及运行维护费支出决算9.00万元。其中：①公务用车购置支出决算为4.00万元。②公务用车运行维护费支出决算为5.00万元。该费用用于巡堤查险。
    9.00万元｜公务用车购置及运行维护费支出｜level｜2025 actual
    4.00万元｜公务用车购置及运行维护费支出/公务用车购置支出｜level｜2025 actual｜全：公务用车购置及运行维护费支出
    5.00万元｜公务用车购置及运行维护费支出/公务用车运行维护费支出｜level｜2025 actual｜全：公务用车购置及运行维护费支出｜用：巡堤查险

§ 防汛支出40.00万元，一方面物资涨价，另一方面巡查点增多，由此较2024年度增加8.00万元。
    40.00万元｜防汛支出｜level｜2025 actual
    8.00万元｜防汛支出｜change｜2025 actual｜↑｜比2024｜因：物资涨价，另一方面巡查点增多

§ 2025年度收入总计902.10万元，支出总计902.10万元。收支较上年决算数增加40.10万元，增长4.65%，主要原因是新增防汛设施维护项目。
    902.10万元｜收入总计｜level｜2025 actual
    902.10万元｜支出总计｜level｜2025 actual
    40.10万元｜支出总计｜change｜2025 actual｜↑｜比2024 actual｜因：新增防汛设施维护项目
    4.65%｜支出总计｜rate｜2025 actual｜↑｜比2024 actual｜因：新增防汛设施维护项目

§ 2025年度收入合计880.00万元，较上年决算数增加20.00万元，增长2.33%。其中：财政拨款收入870.00万元，占98.86%；其他收入10.00万元，占1.14%。此外，年初结转和结余22.10万元。
    880.00万元｜收入合计｜level｜2025 actual
    20.00万元｜收入合计｜change｜2025 actual｜↑｜比2024 actual
    2.33%｜收入合计｜rate｜2025 actual｜↑｜比2024 actual
    870.00万元｜收入合计/财政拨款收入｜level｜2025 actual｜全：收入合计
    98.86%｜收入合计/财政拨款收入｜share｜2025 actual｜占：收入合计
    10.00万元｜收入合计/其他收入｜level｜2025 actual｜全：收入合计
    1.14%｜收入合计/其他收入｜share｜2025 actual｜占：收入合计
    22.10万元｜年初结转和结余｜level｜2025 actual

§ 水利运行支出年初预算为50.00万元，支出决算为48.20万元，完成年初预算的96.40%。决算数小于预算数的主要原因是厉行节约。
    50.00万元｜水利运行支出｜level｜2025 initial_budget
    48.20万元｜水利运行支出｜level｜2025 actual
    96.40%｜水利运行支出｜completion｜2025 actual｜比2025 initial_budget｜因：厉行节约
    —｜水利运行支出｜change｜2025 actual｜↓｜比2025 budget｜因：厉行节约

§ 1、农林水支出（类）水利（款）行政运行（项）。主要用于：机关人员支出。全年预算为52.00万元，支出决算为51.30万元，完成全年预算数的98.65%。决算数与全年预算数持平。
    52.00万元｜农林水支出/水利/行政运行｜level｜2025 adjusted_budget｜用：机关人员支出
    51.30万元｜农林水支出/水利/行政运行｜level｜2025 actual｜用：机关人员支出
    98.65%｜农林水支出/水利/行政运行｜completion｜2025 actual｜比2025 adjusted_budget
    —｜农林水支出/水利/行政运行｜change｜2025 actual｜＝｜比2025 adjusted_budget

§ 一般公共预算财政拨款支出870.00万元，主要用于以下方面：农林水支出（类）760.00万元，占87.36%；住房保障支出（类）110.00万元，占12.64%。
    870.00万元｜一般公共预算财政拨款支出｜level｜2025 actual
    760.00万元｜农林水支出｜level｜2025 actual｜全：一般公共预算财政拨款支出
    87.36%｜农林水支出｜share｜2025 actual｜占：一般公共预算财政拨款支出
    110.00万元｜住房保障支出｜level｜2025 actual｜全：一般公共预算财政拨款支出
    12.64%｜住房保障支出｜share｜2025 actual｜占：一般公共预算财政拨款支出

§ “三公”经费支出共计9.80万元，较年初预算数减少2.60万元，下降20.97%，主要原因是严控用车；较上年支出数减少0.20万元，下降2.00%，主要原因是接待批次减少。
    9.80万元｜“三公”经费支出｜level｜2025 actual
    2.60万元｜“三公”经费支出｜change｜2025 actual｜↓｜比2025 initial_budget｜因：严控用车
    20.97%｜“三公”经费支出｜rate｜2025 actual｜↓｜比2025 initial_budget｜因：严控用车
    0.20万元｜“三公”经费支出｜change｜2025 actual｜↓｜比2024｜因：接待批次减少
    2.00%｜“三公”经费支出｜rate｜2025 actual｜↓｜比2024｜因：接待批次减少

§ 公务用车运行维护费7.60万元，主要用于防汛巡查。费用支出较年初预算数减少2.40万元，下降24.00%，主要原因是巡查改用电动车。
    7.60万元｜公务用车运行维护费｜level｜2025 actual｜用：防汛巡查
    2.40万元｜公务用车运行维护费｜change｜2025 actual｜↓｜比2025 initial_budget｜因：巡查改用电动车
    24.00%｜公务用车运行维护费｜rate｜2025 actual｜↓｜比2025 initial_budget｜因：巡查改用电动车

§ 公务接待费预算数为2.40万元，决算数为2.20万元，完成预算的91.67%；国内公务接待10批次60人。
    2.40万元｜公务接待费｜level｜2025 budget
    2.20万元｜公务接待费｜level｜2025 actual
    91.67%｜公务接待费｜completion｜2025 actual｜比2025 budget
    10批次｜国内公务接待｜count｜2025 actual
    60人｜国内公务接待｜count｜2025 actual

§ 2025年本部门人均接待费0.0367万元，车均维护费3.80万元。
    0.0367万元｜人均接待费｜average｜2025 actual
    3.80万元｜车均维护费｜average｜2025 actual

§ 人员经费460.00万元，主要包括：基本工资、津贴补贴；公用经费80.20万元，主要包括：办公费、水费。
    460.00万元｜人员经费｜level｜2025 actual
    80.20万元｜公用经费｜level｜2025 actual

§ 公务接待费支出决算为 4.19。农林水支出占 76.23；住房保障支出占 12.64。
    4.19｜公务接待费支出｜level｜2025 actual
    76.23｜农林水支出｜share｜2025 actual
    12.64｜住房保障支出｜share｜2025 actual

§ 授予中小企业合同金额10.00万元，占政府采购支出总额的50.00%，其中：授予小微企业合同金额4.00万元，占授予中小企业合同金额的40.00%。
    10.00万元｜授予中小企业合同金额｜level｜2025 actual
    50.00%｜授予中小企业合同金额｜share｜2025 actual｜占：政府采购支出
    4.00万元｜授予中小企业合同金额/授予小微企业合同金额｜level｜2025 actual｜全：授予中小企业合同金额
    40.00%｜授予中小企业合同金额/授予小微企业合同金额｜share｜2025 actual｜占：授予中小企业合同金额

§ 在面向中小企业预留的政府采购项目中，由中小企业供应商中标的，采购金额6.00万元。
    6.00万元｜面向中小企业预留的政府采购项目/由中小企业供应商中标的，采购金额｜level｜2025 actual｜部：面向中小企业预留的政府采购项目

§ 决算数大小于预算数的主要原因是人员变动。
"""

# Reasons and parts as clerks write them: one by one, listed, behind 系 or 因素, in brackets; none is another item's.
CLERKS = """
§ 行政运行支出86.00万元，因新招录4名公务员，津贴标准调整；更换公务用车1辆也在本科目列支，与上年相比增加4.00万元，增长4.88%。
    86.00万元｜行政运行支出｜level｜2025 actual
    4名｜新招录｜count｜2025 actual
    1辆｜更换公务用车｜count｜2025 actual
    4.00万元｜行政运行支出｜change｜2025 actual｜↑｜比2024｜因：新招录4名公务员，津贴标准调整；更换公务用车1辆也在本科目列支
    4.88%｜行政运行支出｜rate｜2025 actual｜↑｜比2024｜因：新招录4名公务员，津贴标准调整；更换公务用车1辆也在本科目列支

§ 办公费5.00万元，因新增2人；公务用车2辆，比上年减少1辆。
    5.00万元｜办公费｜level｜2025 actual
    2人｜办公费｜change｜2025 actual｜↑｜比2024｜因：新增2人
    2辆｜公务用车｜count｜2025 actual｜↑
    1辆｜公务用车｜change｜2025 actual｜↓｜比2024

§ 上年结转结余48.00万元，与上年相比增加5.00万元，增长11.63%。结转增多是由于二期工程四季度才招标，按进度支付。
    48.00万元｜上年结转结余｜level｜2025 actual
    5.00万元｜上年结转结余｜change｜2025 actual｜↑｜比2024｜因：二期工程四季度才招标，按进度支付
    11.63%｜上年结转结余｜rate｜2025 actual｜↑｜比2024｜因：二期工程四季度才招标，按进度支付

§ 公务用车购置费支出预算为18.00万元，支出决算为17.80万元，完成预算的98.89%，差异为协议供货优惠。
    18.00万元｜公务用车购置费支出｜level｜2025 budget
    17.80万元｜公务用车购置费支出｜level｜2025 actual
    98.89%｜公务用车购置费支出｜completion｜2025 actual｜比2025 budget｜因：协议供货优惠

§ 公务用车运行维护费支出预算为5.00万元，支出决算为4.00万元，完成预算的80.00%，一辆旧车报废后油耗减少是差异的主要成因。
    5.00万元｜公务用车运行维护费支出｜level｜2025 budget
    4.00万元｜公务用车运行维护费支出｜level｜2025 actual
    80.00%｜公务用车运行维护费支出｜completion｜2025 actual｜比2025 budget｜因：一辆旧车报废后油耗减少
    一辆｜旧车报废后油耗减少是差异｜count｜2025 actual

§ 会议费支出预算为2.00万元，支出决算为1.00万元，完成预算的50.00%，决算数小于预算数系两个会议合并召开。
    2.00万元｜会议费支出｜level｜2025 budget
    1.00万元｜会议费支出｜level｜2025 actual
    50.00%｜会议费支出｜completion｜2025 actual｜比2025 budget｜因：两个会议合并召开

§ 本年收入60.00万元，较上年决算数增加9.00万元，增长17.65%，由计提比例提高引起；本年支出50.00万元，较上年决算数增加4.00万元。
    60.00万元｜本年收入｜level｜2025 actual
    9.00万元｜本年收入｜change｜2025 actual｜↑｜比2024 actual｜因：计提比例提高
    17.65%｜本年收入｜rate｜2025 actual｜↑｜比2024 actual｜因：计提比例提高
    50.00万元｜本年支出｜level｜2025 actual
    4.00万元｜本年支出｜change｜2025 actual｜↑｜比2024 actual

§ 住房公积金96.00万元，因公积金缴存基数上调，与上年相比增加8.00万元，增长9.09%。差异为0。
    96.00万元｜住房公积金｜level｜2025 actual
    8.00万元｜住房公积金｜change｜2025 actual｜↑｜比2024｜因：公积金缴存基数上调
    9.09%｜住房公积金｜rate｜2025 actual｜↑｜比2024｜因：公积金缴存基数上调

§ 生态保护支出32.00万元，与上年相比增加2.00万元，增长6.67%。随管护面积扩大而增加。
    32.00万元｜生态保护支出｜level｜2025 actual
    2.00万元｜生态保护支出｜change｜2025 actual｜↑｜比2024｜因：管护面积扩大
    6.67%｜生态保护支出｜rate｜2025 actual｜↑｜比2024｜因：管护面积扩大

§ 支出决算620.00万元，比上年增加20.00万元，一是基本支出增加8.00万元，主要是工资标准调整；二是项目支出增加12.00万元，系新建水文站。
    620.00万元｜支出决算｜level｜2025 actual
    20.00万元｜支出决算｜change｜2025 actual｜↑｜比2024｜因：一是基本支出增加8.00万元，主要是工资标准调整；二是项目支出增加12.00万元，系新建水文站
    8.00万元｜基本支出｜change｜2025 actual｜↑｜比2024｜因：工资标准调整
    12.00万元｜项目支出｜change｜2025 actual｜↑｜比2024｜因：新建水文站

§ 印刷费3.00万元，因推行线上办理，较上年减少1.00万元；租赁费5.00万元，为本年新增。
    3.00万元｜印刷费｜level｜2025 actual
    1.00万元｜印刷费｜change｜2025 actual｜↓｜比2024｜因：推行线上办理
    5.00万元｜租赁费｜level｜2025 actual
    —｜租赁费｜change｜2025 actual｜↑｜比2024

§ 差旅费8.00万元，较上年增加1.00万元，增加的主要因素是巡河任务增多，全部用于河道巡查。
    8.00万元｜差旅费｜level｜2025 actual｜用：河道巡查
    1.00万元｜差旅费｜change｜2025 actual｜↑｜比2024｜因：巡河任务增多
    —｜差旅费｜change｜2025 actual｜↑｜比2024｜因：巡河任务增多

§ 基本支出300.00万元，较年初预算数增加9.00万元，主要原因：①补缴职业年金；②追加抚恤金2.00万元；③聘用水文员3人，支出4.00万元，年初未安排预算。
    300.00万元｜基本支出｜level｜2025 actual
    9.00万元｜基本支出｜change｜2025 actual｜↑｜比2025 initial_budget｜因：①补缴职业年金；②追加抚恤金2.00万元；③聘用水文员3人，支出4.00万元，年初未安排预算
    2.00万元｜抚恤金｜change｜2025 actual｜↑｜比2025 initial_budget
    3人｜水文员｜count｜2025 actual
    4.00万元｜水文员｜level｜2025 actual

§ 水利支出90.00万元，较上年减少5.00万元，下降5.26%；较年初预算数增加2.00万元，增加的部分主要为汛期追加资金。
    90.00万元｜水利支出｜level｜2025 actual
    5.00万元｜水利支出｜change｜2025 actual｜↓｜比2024
    5.26%｜水利支出｜rate｜2025 actual｜↓｜比2024
    2.00万元｜水利支出｜change｜2025 actual｜↑｜比2025 initial_budget｜因：汛期追加资金

§ 公用经费40.00万元，比上年减少2.00万元，系会议转为线上召开。公用经费用途主要包括水费、电费。
    40.00万元｜公用经费｜level｜2025 actual｜用：水费、电费
    2.00万元｜公用经费｜change｜2025 actual｜↓｜比2024｜因：会议转为线上召开

§ 会议费2.00万元，比上年减少0.50万元，主因是合并开会。培训费6.00万元，同比增长20%（得益于线下培训恢复）。
    2.00万元｜会议费｜level｜2025 actual
    0.50万元｜会议费｜change｜2025 actual｜↓｜比2024｜因：合并开会
    6.00万元｜培训费｜level｜2025 actual
    20%｜培训费｜rate｜2025 actual｜↑｜比2024｜因：线下培训恢复

§ 其中：①水费4.00万元，比上年减少1.00万元；②电费6.00万元。
    4.00万元｜水费｜level｜2025 actual
    1.00万元｜水费｜change｜2025 actual｜↓｜比2024
    6.00万元｜电费｜level｜2025 actual

§ 政府采购支出50.00万元，包括：一般公共预算拨款政府采购40.00万元（货物25.00万元、服务15.00万元），政府性基金预算拨款政府采购10.00万元（货物4.00万元、工程6.00万元）。
    50.00万元｜政府采购支出｜level｜2025 actual
    40.00万元｜政府采购支出/一般公共预算拨款政府采购｜level｜2025 actual｜全：政府采购支出
    25.00万元｜政府采购支出/一般公共预算拨款政府采购/货物｜level｜2025 actual｜全：政府采购支出/一般公共预算拨款政府采购
    15.00万元｜政府采购支出/一般公共预算拨款政府采购/服务｜level｜2025 actual｜全：政府采购支出/一般公共预算拨款政府采购
    10.00万元｜政府采购支出/政府性基金预算拨款政府采购｜level｜2025 actual｜全：政府采购支出
    4.00万元｜政府采购支出/政府性基金预算拨款政府采购/货物｜level｜2025 actual｜全：政府采购支出/政府性基金预算拨款政府采购
    6.00万元｜政府采购支出/政府性基金预算拨款政府采购/工程｜level｜2025 actual｜全：政府采购支出/政府性基金预算拨款政府采购
"""

STRANGERS = """
§ 工会经费15.72万元，办公费12.84万元
    15.72万元｜工会经费｜level｜2026 budget
    12.84万元｜办公费｜level｜2026 budget

§ 水费和电费合计1.50万元，办公费、邮电费、差旅费三项合计18.20万元
    1.50万元｜水费和电费｜sum｜2026 budget｜与：水费、电费
    18.20万元｜办公费、邮电费、差旅费三项｜sum｜2026 budget｜与：办公费、邮电费、差旅费

§ 办公费12.84万元、水费0.50万元、电费1.00万元，合计14.34万元
    12.84万元｜办公费｜level｜2026 budget
    0.50万元｜水费｜level｜2026 budget
    1.00万元｜电费｜level｜2026 budget
    14.34万元｜合计｜sum｜2026 budget｜与：办公费、水费、电费｜3项

§ 两个项目2026年预算合计420.00万元，比项目支出300.00万元多120.00万元
    420.00万元｜两个项目｜sum｜2026 budget｜2项
    300.00万元｜项目支出｜level｜2026 budget
    120.00万元｜两个项目｜difference｜2026 budget｜↑｜与：项目支出

§ 三公经费由2025年的14.00万元降至2026年的12.40万元
    14.00万元｜三公经费｜level｜2025 budget
    12.40万元｜三公经费｜level｜2026 budget｜↓｜比2025

§ 从14.00万元减少到12.40万元，减少1.60万元
    14.00万元｜｜level｜2025 budget
    12.40万元｜｜level｜2026 budget｜↓｜比2025
    1.60万元｜｜change｜2026 budget｜↓｜比2025

§ 2026年项目支出占总支出的34.87%，基本支出占65.13%
    34.87%｜项目支出｜share｜2026 budget｜占：总支出
    65.13%｜基本支出｜share｜2026 budget｜占：总支出

§ 2026年项目支出占比比2025年提高3.62个百分点
    3.62个百分点｜项目支出｜points｜2026 budget｜↑｜比2025｜占比

§ 项目支出占总支出的比重由2025年的31.25%提高到2026年的34.87%
    31.25%｜项目支出｜share｜2025 budget｜占：总支出
    34.87%｜项目支出｜share｜2026 budget｜↑｜占：总支出

§ 商品和服务支出中金额最大的是差旅费，15.72万元
    15.72万元｜差旅费｜level｜2026 budget｜max1 商品和服务支出

§ 工会经费最高，为15.72万元
    15.72万元｜工会经费｜level｜2026 budget｜max1

§ 支出占比最高的是农林水支出，占81.39%
    81.39%｜农林水支出｜share｜2026 budget｜max1

§ 差旅费是商品和服务支出中金额最大的一项。
    —｜差旅费｜level｜2026 budget｜max1 商品和服务支出

§ 2026年项目支出是2025年的1.2倍，是基本支出的0.54倍
    1.2倍｜项目支出｜multiple｜2026 budget｜比2025
    0.54倍｜项目支出｜multiple｜2026 budget｜与：基本支出

§ 防汛项目超出预算5.00万元
    5.00万元｜防汛项目｜change｜2026 budget｜↑｜比2026 budget

§ 事业运行比行政运行多40.38万元，行政运行与机关服务相差3万元
    40.38万元｜事业运行｜difference｜2026 budget｜↑｜与：行政运行
    3万元｜行政运行｜difference｜2026 budget｜与：机关服务

§ 2026年预算数为12.40万元，2025年预算数为14.00万元，减少1.60万元
    12.40万元｜｜level｜2026 budget
    14.00万元｜｜level｜2025 budget
    1.60万元｜｜change｜2026 budget｜↓｜比2025

§ 2025年、2026年三公经费分别为14.00万元和12.40万元，人员经费和公用经费分别占基本支出的85.70%、14.30%
    14.00万元｜三公经费｜level｜2025 budget
    12.40万元｜三公经费｜level｜2026 budget
    85.70%｜人员经费｜share｜2026 budget｜占：基本支出
    14.30%｜公用经费｜share｜2026 budget｜占：基本支出

§ 示例县水利局2026年三公经费预算3.80万元
    3.80万元｜三公经费｜level｜2026 budget｜@示例县水利局

§ 2026年三公经费实际支出12.40万元
    12.40万元｜三公经费｜level｜2026 actual

§ 公用经费中的办公费12.84万元，公用经费包括水费0.50万元
    12.84万元｜公用经费/办公费｜level｜2026 budget｜部：公用经费
    0.50万元｜公用经费/水费｜level｜2026 budget｜部：公用经费

§ - 办公费：12.84万元[1]
    12.84万元｜办公费｜level｜2026 budget

§ 公务接待费（2.40万元）与上年持平
    2.40万元｜公务接待费｜level｜2026 budget
    —｜公务接待费｜change｜2026 budget｜＝｜比2025

§ 2025年三公经费预算14.00万元。公务接待费3.00万元。
    14.00万元｜三公经费｜level｜2025 budget
    3.00万元｜公务接待费｜level｜2025 budget

§ 行政运行（2130301）420.33万元
    420.33万元｜行政运行｜level｜2026 budget｜码2130301

§ ２０２６年三公经费预算三点八万元
    三点八万元｜三公经费｜level｜2026 budget

§ 26年预算收入860.25万元
    860.25万元｜预算收入｜level｜2026 budget

§ 较上年决算数增长约三成
    三成｜｜rate｜2026 budget｜↑｜比2025 actual
"""


def told(s):
    """A statement in one line: figure, subject, what is claimed of it, year and basis, then whatever else it has."""
    words = [s.figure.text if s.figure else "—", "/".join(s.subject), "count" if s.measure == "count" else s.claim]
    words.append(f"{s.year or '—'} {s.basis or '—'}")
    if s.direction:
        words.append({"up": "↑", "down": "↓", "flat": "＝"}[s.direction])
    if s.base_year:
        words.append(f"比{s.base_year}" + (f" {s.base_basis}" if s.base_basis else ""))
    if s.whole:
        words.append({True: "全", False: "部", None: "占"}[s.partition] + "：" + "/".join(s.whole))
    if s.operands:
        words.append("与：" + "、".join("/".join(o.subject) for o in s.operands))
    words += [f"{s.count}项"] if s.count else []
    words += ["占比"] if s.of_share else []
    words += [s.comparator] if s.comparator else []
    words += [f"{s.rank.kind}{s.rank.place} {'/'.join(s.rank.within)}".strip()] if s.rank else []
    words += ["码" + s.code] if s.code else []
    words += ["资" + s.fund] if s.fund else []
    words += ["@" + s.organisation] if s.organisation else []
    words += [s.as_of] if s.as_of else []
    words += ["因：" + s.reason] if s.reason else []
    words += ["用：" + s.purpose] if s.purpose else []
    return "｜".join(words)


def cases(table, kind, year):
    for block in table.strip().split("\n\n"):
        text, *lines = block.split("\n")
        yield pytest.param(text.removeprefix("§ "), kind, year, [line.strip() for line in lines], id=text[2:22])


@pytest.mark.parametrize(
    ("text", "kind", "year", "expected"),
    [
        *cases(BUDGET, "budget", 2026),
        *cases(FINAL_ACCOUNTS, "final_accounts", 2025),
        *cases(CLERKS, "final_accounts", 2025),
        *cases(STRANGERS, "budget", 2026),
    ],
)
def test_a_sentence_says(text, kind, year, expected):
    assert [told(s) for s in statements(text, Context(year, kind, "示例市水务局"))] == expected


@pytest.mark.parametrize("table", [BUDGET, FINAL_ACCOUNTS, CLERKS, STRANGERS])
def test_every_figure_gives_one_statement_in_its_place(table):
    for block in table.strip().split("\n\n"):
        text = block.split("\n")[0].removeprefix("§ ")
        said = [s.figure for s in statements(text) if s.figure]
        assert [(f.start, f.end) for f in said] == [(f.start, f.end) for f in find(text)]
        for statement in statements(text):
            assert statement.sentence in text
            if statement.label:
                assert text[slice(*statement.label)]


PIECES = ["公务接待费", "项目支出", "2026年", "比上年", "增加", "下降", "12.40万元", "5%", "3辆", "其中：", "，", "；", "。", "、", "（", "）",
          "主要原因是", "主要用于", "占", "合计", "与上年持平", "由", "降至", "\n", "一、", "（一）", "分别为", "最高", "的", "《", "》", " "]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_no_text_breaks_the_reader(text):
    said = [s.figure for s in statements(text, Context(2026, "budget")) if s.figure]
    inside_title = len(find(text)) - len(said)
    assert inside_title == 0 or "《" in text
    assert len({(f.start, f.end) for f in said}) == len(said)


def test_layout_blanks_and_marks_do_not_matter():
    plain = "2026年“三公”经费预算12.40万元，比2025年减少1.60万元。"
    printed = "2026 年**“三公” 经费**预算 12.40 万元,比 2025年减 少1.60万元[2]。"
    assert [told(s).replace(" ", "") for s in statements(printed)] == [
        told(s).replace(" ", "") for s in statements(plain)
    ]


def test_a_document_returns_to_its_own_year_and_a_stranger_stays_in_his():
    text = "2025年三公经费预算14.00万元。公务接待费3.00万元。"
    assert [s.year for s in statements(text, Context(2026, "budget"))] == [2025, 2025]


# Whose an amount is and of when, before a name that the field knows; 机关 belongs to some of these names.
WHOSE = (
    "本部门", "本部门机关", "部门", "本单位", "单位", "我局", "本级", "部门本级", "市本级", "局机关", "局本级", "本局机关", "机关本级", "全部门", "全系统",
    "本系统", "各单位", "所属单位", "本部门及所属单位", "本部门及下属单位", "部门及所属单位", "本年度部门", "全年", "年内", "本年", "财政拨款安排的", "计划",
)  # fmt: skip
NAMES = (
    "机关运行经费", "政府采购", "“三公”经费", "公务接待费", "基本支出", "公用经费", "办公费", "住房公积金", "机关服务", "行政运行",
    "机关事业单位基本养老保险缴费", "因公出国（境）费",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("whose", WHOSE)
def test_whose_an_amount_is_stands_outside_its_name(whose, name):
    text = f"2026年{whose}{name}预算3.80万元。"
    (said,) = statements(text, Context(2026, "budget", "示例市水务局"))
    assert terms.key(said.subject[-1]) == terms.key(name)
    assert said.year == 2026


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("本部门机关2026年公务接待费3.80万元。", "公务接待费"),
        ("年末公务用车保有量3辆。", "公务用车保有量"),
        ("部门整体搬迁3.80万元。", "部门整体搬迁"),
        ("机关大院维修3.80万元。", "机关大院维修"),
        ("单位门户网站运维3.80万元。", "单位门户网站运维"),
        ("2026年财政拨款收、支总计均为3.80万元。", "财政拨款收、支"),
        ("人均3.80万元。", "人均"),
    ],
)
def test_a_name_keeps_what_is_its_own(text, subject):
    assert [s.subject[-1] for s in statements(text, Context(2026, "budget", "示例市水务局"))] == [subject]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("公务用车购置费0万元；上年支出18万元，同比减少18万元，下降100%。", [(2025, None), (2024, None), (2025, 2024), (2025, 2024)]),
        ("会议费2万元，上年决算为3万元，比上年减少1万元。", [(2025, None), (2024, None), (2025, 2024)]),
    ],
)  # fmt: skip
def test_what_a_disclosure_compares_with_the_year_before_is_its_own_year(text, years):
    (said,) = read([(text, ())], Context(2025, "final_accounts", "示例市水务局"))
    assert [(s.year, s.base_year) for s in said] == years


def test_a_fund_is_no_part_of_another():
    text = "2025年一般公共预算财政拨款支出90万元。其中：①基本支出50万元；②项目支出40万元。"
    after = "2025年政府性基金预算支出7万元，具体为：河堤加固工程7万元，比上年减少1万元，系工程收尾。"
    _, said = read([(text, ()), (after, ())], Context(2025, "budget", "示例市水务局"))
    assert [s.subject for s in said[:2]] == [("政府性基金预算支出",), ("政府性基金预算支出", "河堤加固工程")]
    assert said[2].reason == "工程收尾"


def test_a_bare_share_is_of_the_whole_that_it_comes_to():
    text = "2025年政府采购支出总额100万元。授予中小企业合同金额80万元，占政府采购支出总额的80.00%，其中授予小微企业合同金额40万元，占{}%。"
    for percent, whole in (
        ("40.00", "政府采购支出"),
        ("50.00", "授予中小企业合同金额"),
        ("61.00", "授予中小企业合同金额"),
    ):
        (said,) = read([(text.format(percent), ())], Context(2025, "final_accounts", "示例市水务局"))
        assert (said[-1].claim, said[-1].whole and said[-1].whole[-1]) == ("share", whole)


@pytest.mark.parametrize("before", ["上年无此项支出", "上年没有该项支出", "上年未安排此项支出"])
def test_what_each_paragraph_of_a_list_goes_on_about_is_its_own_item(before):
    whole = "1.本年支出合计90万元，比上年增加3万元。按功能分类分述如下："
    item = f"（1）教育支出（类）6万元，主要用于培训。{before}，比上年增加6万元，主要原因是首次下达专项补助。"
    _, said = read([(whole, ()), (item, ())], Context(2025, "final_accounts", "示例市水务局"))
    assert [(s.subject[-1], s.claim) for s in said] == [("教育支出", "level"), ("教育支出", "change")]


def test_the_item_that_a_move_comes_from_is_what_the_next_clause_goes_on_about():
    text = "农林水支出90万元，比上年增加8万元。增支集中在河湖保洁和养护，该项由上年的10万元提高到18万元；水文监测由3万元降至2万元。"
    (said,) = read([(text, ())], Context(2025, "budget", "示例市水务局"))
    assert [(s.subject[-1], s.year) for s in said] == [
        ("农林水支出", 2025), ("农林水支出", 2025), ("河湖保洁和养护", 2024), ("河湖保洁和养护", 2025), ("水文监测", 2024), ("水文监测", 2025),
    ]  # fmt: skip


def test_what_one_fund_pays_of_an_item_is_a_part_of_it():
    text = "2025年政府采购预算总额90万元，其中：货物预算40万元、服务预算50万元；使用一般公共预算拨款的政府采购80万元。"
    (said,) = read([(text, ())], Context(2025, "budget", "示例市水务局"))
    assert [s.subject for s in said][::3] == [("政府采购",), ("政府采购", "一般公共预算")]


@pytest.mark.parametrize(
    "text",
    [
        "霁川市教育局2024年培训费预算数6.00万元，霁川市水务局2024年培训费预算数3.00万元，霁川市教育局的培训费是霁川市水务局的2.00倍。",
        "霁川市教育局2024年培训费预算数6.00万元，是霁川市水务局的2.00倍。",
    ],
)
def test_so_many_times_another_body_is_of_its_same_item(text):
    """Also where that body heads a row of its own table, and could be read as an item."""
    context = Context(
        organisations=bodies.called(["霁川市教育局", "霁川市水务局"]), labels=terms.Vocabulary(["霁川市水务局"])
    )
    (times,) = [one for one in statements(text, context) if one.claim == "multiple"]
    (other,) = times.operands
    assert (times.organisation, times.subject) == ("霁川市教育局", ("培训费",))
    assert (other.organisation, other.subject) == ("霁川市水务局", ("培训费",))
