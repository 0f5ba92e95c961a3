package runnel.cube.demo;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The company's customers, products, and what was ordered. */
final class Sales {
    private static final int CUSTOMERS = 160;
    private static final int ORDERS = 4_200;
    private static final int DAYS = 3 * 365;
    private static final int DAY_MINUTES = 24 * 60;
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private static final List<String> PLACES =
            List.of(
                    "China|中国|上海",
                    "China|中国|北京",
                    "China|中国|深圳",
                    "China|中国|杭州",
                    "Germany|德国|Berlin",
                    "Germany|德国|München",
                    "USA|美国|New York",
                    "USA|美国|San Francisco",
                    "Japan|日本|東京",
                    "France|法国|Paris",
                    "Brazil|巴西|São Paulo",
                    "Singapore|新加坡|Singapore");

    private static final List<String> PREFIXES =
            List.of("华信", "Nord", "金桥", "Blue", "远东", "Alpen", "Pacific", "天和", "Café", "Silk");
    private static final List<String> SUFFIXES =
            List.of("贸易", " Trading", "科技", " GmbH", " & Sons", "商城", " Ltd", "集团", "'s", " Labs");
    private static final List<String> SEGMENTS = List.of("Retail", "Online", "Wholesale", "Public");

    private static final List<String> PRODUCTS =
            List.of(
                    "Laptop 14|笔记本电脑 14|Electronics|电子产品|6499",
                    "Laptop 16|笔记本电脑 16|Electronics|电子产品|8999",
                    "Phone S|手机 S|Electronics|电子产品|3999",
                    "Tablet|平板电脑|Electronics|电子产品|2799",
                    "Headphones|耳机|Electronics|电子产品|899",
                    "Monitor 27|显示器 27|Electronics|电子产品|1799",
                    "Desk|书桌|Furniture|家具|1299",
                    "Standing Desk|升降桌|Furniture|家具|2499",
                    "Office Chair|办公椅|Furniture|家具|999",
                    "Bookshelf|书架|Furniture|家具|699",
                    "Lamp|台灯|Furniture|家具|199",
                    "Green Tea|绿茶|Food|食品|88",
                    "Coffee Beans|咖啡豆|Food|食品|128",
                    "Chocolate|巧克力|Food|食品|45",
                    "Olive Oil|橄榄油|Food|食品|98",
                    "Notebook A5|笔记本 A5|Stationery|文具|18",
                    "Fountain Pen|钢笔|Stationery|文具|268",
                    "Paper A4|A4 纸|Stationery|文具|28",
                    "Backpack|双肩包|Outdoor|户外|399",
                    "Tent|帐篷|Outdoor|户外|1099",
                    "Sleeping Bag|睡袋|Outdoor|户外|499",
                    "Water Bottle|水壶|Outdoor|户外|88",
                    "Gift Card|礼品卡|Other|其他|100",
                    "Sample Box|样品盒|Other|其他|0");

    private final Dice dice;
    private final LocalDate today;
    private final int sellers;
    private final Table customers =
            new Table(
                    "customers",
                    "id INTEGER PRIMARY KEY, name VARCHAR, country VARCHAR, country_zh VARCHAR, city VARCHAR, segment VARCHAR,"
                            + " vip BOOLEAN, since DATE");
    private final Table products =
            new Table(
                    "products",
                    "id INTEGER PRIMARY KEY, name VARCHAR, name_zh VARCHAR, category VARCHAR, category_zh VARCHAR,"
                            + " price DECIMAL(10,2), discontinued BOOLEAN");
    private final Table orders =
            new Table(
                    "orders",
                    "id INTEGER PRIMARY KEY, customer_id INTEGER, employee_id INTEGER, status VARCHAR, channel VARCHAR,"
                            + " created_at TIMESTAMP, shipped_at TIMESTAMP, freight DECIMAL(10,2), promo_code VARCHAR");
    private final Table lines =
            new Table(
                    "line_items",
                    "id INTEGER PRIMARY KEY, order_id INTEGER, product_id INTEGER, quantity INTEGER,"
                            + " price DECIMAL(10,2), discount DECIMAL(4,2)");

    Sales(Dice dice, LocalDate today, int sellers) {
        this.dice = dice;
        this.today = today;
        this.sellers = sellers;
        for (var id = 1; id <= CUSTOMERS; id++) {
            customer(id);
        }
        for (var product : PRODUCTS) {
            var parts = product.split("\\|");
            products.add(
                    products.size() + 1,
                    parts[0],
                    parts[1],
                    parts[2],
                    parts[3],
                    Integer.valueOf(parts[4]),
                    dice.percent(8));
        }
        for (var id = 1; id <= ORDERS; id++) {
            order(id);
        }
    }

    List<String> statements() {
        var all = new ArrayList<>(customers.statements());
        all.addAll(products.statements());
        all.addAll(orders.statements());
        all.addAll(lines.statements());
        return all;
    }

    private void customer(int id) {
        var place = dice.early(PLACES).split("\\|");
        var name = dice.one(PREFIXES) + dice.one(SUFFIXES) + (dice.percent(20) ? " " + id : "");
        customers.add(
                id,
                name,
                place[0],
                place[1],
                place[2],
                dice.percent(3) ? null : dice.early(SEGMENTS),
                dice.percent(15),
                today.minusDays(dice.between(10, DAYS + 400)));
    }

    private void order(int id) {
        // The later, the more; the last orders are of today.
        var ago = id > ORDERS - 6 ? 0 : Math.min(dice.below(DAYS), dice.below(DAYS + DAYS / 2));
        var created = today.minusDays(ago).atStartOfDay().plusMinutes(dice.below(DAY_MINUTES));
        var status = status(ago);
        var shipped =
                status.equals("cancelled") || status.equals("processing")
                        ? null
                        : created.plusMinutes(dice.between(1, 9) * (long) DAY_MINUTES / 2);
        orders.add(
                id,
                // Some customers never order, and one in a hundred orders belongs to nobody known.
                dice.percent(1) ? null : (Object) (1 + dice.below(CUSTOMERS - 7)),
                dice.percent(5) ? null : (Object) (1 + dice.below(Math.min(sellers, 40))),
                status,
                dice.early(List.of("web", "shop", "phone")),
                MOMENT.format(created),
                moment(shipped),
                dice.between(0, 120) / 2.0,
                dice.percent(80) ? null : dice.one(List.of("SPRING", "VIP10", "双十一")));
        lines(id);
    }

    private String status(int daysAgo) {
        if (daysAgo < 5) {
            return dice.percent(70) ? "processing" : "shipped";
        }
        return dice.percent(80)
                ? "completed"
                : dice.one(List.of("shipped", "cancelled", "returned", "completed"));
    }

    private void lines(int order) {
        var count = 1 + Math.min(dice.below(5), dice.below(5));
        for (var i = 0; i < count; i++) {
            var product = dice.below(PRODUCTS.size());
            var price = Integer.parseInt(PRODUCTS.get(product).split("\\|")[4]);
            lines.add(
                    lines.size() + 1,
                    order,
                    product + 1,
                    1 + Math.min(dice.below(8), dice.below(8)),
                    price,
                    dice.percent(75) ? 0 : (Object) (dice.between(1, 4) * 0.05));
        }
    }

    private static @Nullable String moment(@Nullable LocalDateTime time) {
        return time == null ? null : MOMENT.format(time);
    }
}
