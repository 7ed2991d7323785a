<?php
/**
 * Settings > Kantlijn: which post types, and the language of the articles.
 *
 * @package Kantlijn
 */

namespace Kantlijn;

defined( 'ABSPATH' ) || exit;

const LANGUAGES = array(
	'nl' => 'Nederlands',
	'en' => 'English',
);

/** The post types whose articles are marked. */
function post_types(): array {
	return (array) get_option( 'kantlijn_post_types', array( 'post' ) );
}

/** The language of the articles; the site's own, unless chosen otherwise. */
function language(): string {
	$site = substr( get_locale(), 0, 2 );
	return clean_language( get_option( 'kantlijn_language', $site ) );
}

/** A language that there is a pack for. */
function clean_language( $code ): string {
	return isset( LANGUAGES[ $code ] ) ? $code : 'nl';
}

/** Post types that exist and have pages of their own. */
function clean_post_types( $names ): array {
	$known = get_post_types( array( 'public' => true ) );
	return array_values( array_intersect( array_map( 'strval', (array) $names ), $known ) );
}

add_action(
	'admin_init',
	function () {
		register_setting( 'kantlijn', 'kantlijn_post_types', array( 'sanitize_callback' => __NAMESPACE__ . '\clean_post_types' ) );
		register_setting( 'kantlijn', 'kantlijn_language', array( 'sanitize_callback' => __NAMESPACE__ . '\clean_language' ) );
	}
);

add_action(
	'admin_menu',
	function () {
		add_options_page( 'Kantlijn', 'Kantlijn', 'manage_options', 'kantlijn', __NAMESPACE__ . '\settings_page' );
	}
);

/** Prints the page. */
function settings_page(): void {
	?>
	<div class="wrap">
		<h1>Kantlijn</h1>
		<form method="post" action="options.php">
			<?php settings_fields( 'kantlijn' ); ?>
			<h2><?php esc_html_e( 'Mark the articles of these post types', 'kantlijn' ); ?></h2>
			<input type="hidden" name="kantlijn_post_types[]" value="">
			<?php foreach ( get_post_types( array( 'public' => true ), 'objects' ) as $type ) : ?>
				<p><label>
					<input type="checkbox" name="kantlijn_post_types[]" value="<?php echo esc_attr( $type->name ); ?>"
						<?php checked( in_array( $type->name, post_types(), true ) ); ?>>
					<?php echo esc_html( $type->labels->name ); ?>
				</label></p>
			<?php endforeach; ?>
			<h2><label for="kantlijn-language"><?php esc_html_e( 'Language of the articles', 'kantlijn' ); ?></label></h2>
			<select id="kantlijn-language" name="kantlijn_language">
				<?php foreach ( LANGUAGES as $code => $name ) : ?>
					<option value="<?php echo esc_attr( $code ); ?>" <?php selected( $code, language() ); ?>>
						<?php echo esc_html( $name ); ?>
					</option>
				<?php endforeach; ?>
			</select>
			<?php submit_button(); ?>
		</form>
	</div>
	<?php
}
