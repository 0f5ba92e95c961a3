package runnel.cube.demo;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The company's departments, employees and their salaries. */
final class People {
    private static final int EMPLOYEES = 180;
    private static final int FIRST_YEAR_DAYS = 9 * 365;

    private static final List<String> DEPARTMENTS =
            List.of(
                    "Sales|销售部|上海|9200000",
                    "Engineering|研发部|北京|14500000",
                    "Marketing|市场部|上海|4100000",
                    "Customer Service|客服部|成都|2600000",
                    "Logistics|物流部|广州|3800000",
                    "Finance|财务部|北京|2600000",
                    "Human Resources|人力资源部|北京|1900000",
                    "Research|研究院|Berlin|5200000",
                    "Legal|法务部|北京|1500000");

    private static final List<String> TITLES =
            List.of("Specialist", "Engineer", "Analyst", "Manager", "Assistant", "Director");

    private static final List<String> CHINESE_FAMILY =
            List.of("王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "欧阳", "孙", "林");
    private static final List<String> CHINESE_GIVEN =
            List.of("伟", "芳", "娜", "敏", "静", "强", "磊", "洋", "艳", "杰", "子涵", "思远", "雨桐", "浩然");
    private static final List<String> FAMILY =
            List.of(
                    "Miller",
                    "O'Brien",
                    "Müller",
                    "Rossi",
                    "Silva",
                    "Novák",
                    "Smith",
                    "Dubois",
                    "Ångström");
    private static final List<String> GIVEN =
            List.of(
                    "Anna", "Ben", "Chloë", "David", "Eva", "Félix", "Grace", "Hugo", "Iris",
                    "Jonas");

    private final Dice dice;
    private final LocalDate today;
    private final Table departments =
            new Table(
                    "departments",
                    "id INTEGER PRIMARY KEY, name VARCHAR, name_zh VARCHAR, location VARCHAR, budget DECIMAL(12,2)");
    private final Table employees =
            new Table(
                    "employees",
                    "id INTEGER PRIMARY KEY, name VARCHAR, gender VARCHAR, title VARCHAR, department_id INTEGER,"
                            + " manager_id INTEGER, hired_on DATE, left_on DATE, birth_date DATE, remote BOOLEAN, score DECIMAL(3,1)");
    private final Table salaries =
            new Table(
                    "salaries",
                    "id INTEGER PRIMARY KEY, employee_id INTEGER, amount DECIMAL(10,2), bonus DECIMAL(10,2),"
                            + " from_date DATE, to_date DATE");

    People(Dice dice, LocalDate today) {
        this.dice = dice;
        this.today = today;
        for (var department : DEPARTMENTS) {
            var parts = department.split("\\|");
            departments.add(
                    departments.size() + 1, parts[0], parts[1], parts[2], Long.valueOf(parts[3]));
        }
        for (var id = 1; id <= EMPLOYEES; id++) {
            employee(id);
        }
    }

    int count() {
        return employees.size();
    }

    List<String> statements() {
        var all = new ArrayList<>(departments.statements());
        all.addAll(employees.statements());
        all.addAll(salaries.statements());
        return all;
    }

    private void employee(int id) {
        var hired = today.minusDays(dice.below(FIRST_YEAR_DAYS));
        var left = dice.percent(14) ? hired.plusDays(dice.between(90, 1_500)) : null;
        var gone = left != null && left.isBefore(today) ? left : null;
        // The last department is new: nobody works there yet.
        var department =
                dice.percent(3) ? null : (Integer) (1 + Math.min(dice.below(8), dice.below(9)));
        var level = dice.early(TITLES);
        employees.add(
                id,
                name(),
                dice.percent(2) ? null : dice.percent(48) ? "F" : "M",
                level,
                department,
                id <= 8 ? null : (Object) (1 + dice.below(8)),
                hired,
                gone,
                today.minusDays(dice.between(21 * 365, 60 * 365)),
                dice.percent(30),
                dice.percent(6) ? null : (Object) (dice.between(20, 50) / 10.0));
        salary(id, level, hired, gone);
    }

    private void salary(int employee, String title, LocalDate hired, @Nullable LocalDate gone) {
        var amount = 70_000 + 22_000 * TITLES.indexOf(title) + 500 * dice.below(40);
        var from = hired;
        var end = gone == null ? today : gone;
        while (from.isBefore(end)) {
            var next = from.plusMonths(dice.between(11, 15));
            var last = !next.isBefore(end);
            salaries.add(
                    salaries.size() + 1,
                    employee,
                    amount,
                    dice.percent(40) ? null : (Object) (amount * dice.between(2, 18) / 100),
                    from,
                    last && gone == null ? null : last ? end : next);
            amount += amount * dice.between(2, 9) / 100;
            from = next;
        }
    }

    private String name() {
        return dice.percent(60)
                ? dice.one(CHINESE_FAMILY) + dice.one(CHINESE_GIVEN)
                : dice.one(GIVEN) + " " + dice.one(FAMILY);
    }
}
